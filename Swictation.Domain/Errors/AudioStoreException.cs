namespace Swictation.Domain.Errors;

/// <summary>Audio cannot be stored or read back. What was stored before is still there.</summary>
/// <param name="reason">What is wrong, without the path.</param>
public sealed class AudioStoreException(string path, string reason, Exception? inner = null)
    : SwictationException($"{path}: {reason}", inner!)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
