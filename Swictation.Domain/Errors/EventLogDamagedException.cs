using Swictation.Domain.Reasons;

namespace Swictation.Domain.Errors;

/// <summary>
/// The event log's file differs from what was written to it. Damaged events are never served.
/// </summary>
/// <param name="reason">Where the damage was met, without the path.</param>
public sealed class EventLogDamagedException(string path, Reason reason, Exception? inner = null)
    : SwictationException(
        $"{path}: the event log is damaged: {reason.Words}; restart the daemon, which sets it aside and salvages the rest",
        inner!)
{
    /// <param name="message">The error of SQLite that shows the damage.</param>
    public EventLogDamagedException(string path, string message, Exception? inner = null)
        : this(path, new Reason(ReasonCode.DatabaseError, message), inner)
    {
    }

    public string Path { get; } = path;

    public Reason Reason { get; } = reason;
}
