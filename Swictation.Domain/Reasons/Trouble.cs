namespace Swictation.Domain.Reasons;

/// <summary>Something that is wrong at the moment.</summary>
/// <param name="Words">The cause and a remedy, for people.</param>
public sealed record Trouble(TroubleCode Code, string Words)
{
    /// <summary>A microphone that does not work.</summary>
    public static Trouble OfMicrophone(Reason reason) =>
        new(reason.Code == ReasonCode.Worded ? TroubleCode.MicrophoneFailed : new(reason.CodeName), reason.Words);
}
