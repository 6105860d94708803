namespace Swictation.Storage.Verification;

/// <summary>What was found of a log.</summary>
/// <param name="LogId">Its name.</param>
/// <param name="Head">Position of the newest event.</param>
/// <param name="HeadHash">The hash of all events up to there, in hexadecimal digits: to be noted elsewhere.</param>
/// <param name="From">The first position that was looked at.</param>
/// <param name="ProvableFrom">Older events were in the log before it had a chain.</param>
/// <param name="LinkedUpTo">Position of the newest link: later events are proven by the next one.</param>
/// <param name="Events">Events that were read.</param>
/// <param name="Removed">Positions whose events were taken out.</param>
/// <param name="NotCopied">Positions that an earlier backup has, and this one of what is new has not.</param>
/// <param name="Forgotten">Events that have lost their words.</param>
/// <param name="SinceSeq">Where the hash that was noted earlier holds; null where none was given, or none is found.</param>
/// <param name="SalvagedFrom">Name of the log that this one was salvaged from; null where there is none.</param>
/// <param name="Problems">In the order in which they were found; the first <see cref="LogFindings.Most"/>.</param>
/// <param name="ProblemCount">How many there are.</param>
public sealed record VerifiedLog(
    string LogId,
    long Head,
    string HeadHash,
    long From,
    long ProvableFrom,
    long LinkedUpTo,
    long Events,
    long Removed,
    long NotCopied,
    long Forgotten,
    long? SinceSeq,
    string? SalvagedFrom,
    IReadOnlyList<LogProblem> Problems,
    long ProblemCount)
{
    /// <summary>True where everything is what was written.</summary>
    public bool IsWhole => ProblemCount == 0;
}
