namespace Swictation.Domain.Errors;

/// <summary>An audio or text source cannot be read.</summary>
/// <param name="source">The path or device, as the user named it.</param>
/// <param name="reason">The cause and a remedy, without the source.</param>
public sealed class AudioSourceException(string source, string reason)
    : SwictationException($"{source}: {reason}")
{
    /// <summary>The path or device that cannot be read.</summary>
    public string SourceName { get; } = source;

    public string Reason { get; } = reason;
}
