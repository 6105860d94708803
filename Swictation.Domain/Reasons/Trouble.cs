namespace Swictation.Domain.Reasons;

/// <summary>Something that is wrong at the moment.</summary>
/// <param name="Code">One of <see cref="TroubleCode"/>, or the code of a reason; fixed for ever.</param>
/// <param name="Words">The cause and a remedy, for people.</param>
public sealed record Trouble(string Code, string Words)
{
    /// <summary>A microphone that does not work.</summary>
    public static Trouble OfMicrophone(Reason reason) =>
        new(reason.Code == ReasonCode.Worded ? TroubleCode.MicrophoneFailed : reason.CodeName, reason.Words);
}
