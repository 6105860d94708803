using Swictation.Domain.Errors;

namespace Swictation.Sockets.Client;

/// <summary>What answers on a socket does not speak protocol 2.</summary>
/// <param name="reason">What was wrong with what it sent.</param>
public sealed class NoFeedException(string path, string reason)
    : SwictationException($"{path}: what answers there is no feed: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
