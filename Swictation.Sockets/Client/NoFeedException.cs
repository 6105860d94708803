using Swictation.Domain.Errors;

namespace Swictation.Sockets.Client;

/// <summary>The program that answers on a socket does not speak protocol 2.</summary>
/// <param name="reason">The fault in its answer.</param>
public sealed class NoFeedException(string path, string reason)
    : SwictationException($"{path}: the program that answers there sends no feed: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
