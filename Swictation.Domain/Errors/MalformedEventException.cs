namespace Swictation.Domain.Errors;

/// <summary>A stored event does not have the form that its type and version promise.</summary>
public sealed class MalformedEventException(long sequence, string type, string reason, Exception? inner = null)
    : SwictationException($"event {sequence} ({type}) is malformed: {reason}", inner!)
{
    public long Sequence { get; } = sequence;

    public string Type { get; } = type;

    public string Reason { get; } = reason;
}
