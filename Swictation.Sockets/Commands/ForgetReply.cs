namespace Swictation.Sockets.Commands;

/// <summary>
/// The reply to a <c>forget</c> that is not refused. It succeeds when no byte of the words is left in any file of the log, and
/// is pending before.
/// </summary>
public sealed record ForgetReply : CommandReply
{
    /// <summary>Sentences, failures and withheld texts that have lost their words by this request.</summary>
    public required int Forgotten { get; init; }

    /// <summary>The program that reads the log in one transaction and so keeps copies in it; null while there is none.</summary>
    public string? HeldBy { get; init; }
}
