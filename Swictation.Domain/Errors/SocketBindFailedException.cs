namespace Swictation.Domain.Errors;

/// <summary>A Unix socket cannot be listened on.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
public sealed class SocketBindFailedException(string path, string reason)
    : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
