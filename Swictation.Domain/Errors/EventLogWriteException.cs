using Swictation.Domain.Reasons;

namespace Swictation.Domain.Errors;

/// <summary>Events could not be committed; none of them is in the log.</summary>
public sealed class EventLogWriteException(string path, Reason reason, Exception? inner = null)
    : SwictationException($"{path}: cannot write to the event log: {reason}", inner)
{
    public string Path { get; } = path;

    public Reason Reason { get; } = reason;
}
