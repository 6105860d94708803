namespace Swictation.Sockets.Protocol;

/// <summary>What a client has sent: a hello, a request, or a line that is refused.</summary>
/// <param name="Hello">Null if it is none, or a refused one.</param>
/// <param name="Get">The same of a request.</param>
/// <param name="Error">The reason why it is refused; null if it is not.</param>
public readonly record struct ClientLine(Hello? Hello, GetRequest? Get, FeedError? Error)
{
    /// <summary>True for a request, also for one that is refused: the feed goes on beside it.</summary>
    public bool IsRequest { get; init; }
}
