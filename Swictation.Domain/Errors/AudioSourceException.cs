using Swictation.Domain.Reasons;

namespace Swictation.Domain.Errors;

/// <summary>An audio or text source cannot be read.</summary>
/// <param name="source">The path or device, as the user named it.</param>
/// <param name="reason">The cause and a remedy, without the source.</param>
public sealed class AudioSourceException(string source, Reason reason)
    : SwictationException((reason with { Source = source }).Words)
{
    /// <param name="reason">The cause, and behind a semicolon a remedy, without the source.</param>
    public AudioSourceException(string source, string reason)
        : this(source, Reason.Worded(reason))
    {
    }

    /// <summary>The path or device that cannot be read.</summary>
    public string SourceName { get; } = source;

    public Reason Reason { get; } = reason;
}
