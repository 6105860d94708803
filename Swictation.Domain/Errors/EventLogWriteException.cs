namespace Swictation.Domain.Errors;

/// <summary>Events could not be committed; none of them is in the log.</summary>
public sealed class EventLogWriteException(string path, string reason, Exception? inner = null)
    : SwictationException($"{path}: cannot write to the event log: {reason}", inner)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
