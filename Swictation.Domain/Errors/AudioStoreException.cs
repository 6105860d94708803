namespace Swictation.Domain.Errors;

/// <summary>Audio cannot be stored or read back. Audio that was stored before is still there.</summary>
/// <param name="reason">The cause, without the path.</param>
public sealed class AudioStoreException(string path, string reason, Exception? inner = null)
    : SwictationException($"{path}: {reason}", inner!)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
