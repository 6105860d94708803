namespace Swictation.Domain.Errors;

/// <summary>
/// The event log's file differs from what was written to it. Damaged events are given to nobody.
/// </summary>
/// <param name="reason">Where the damage was met, without the path.</param>
public sealed class EventLogDamagedException(string path, string reason, Exception? inner = null)
    : SwictationException(
        $"{path}: the event log is damaged: {reason}; restart the daemon, which sets it aside and salvages the rest",
        inner!)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
