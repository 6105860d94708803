using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>A client's hello, or the reason why it is refused.</summary>
internal readonly record struct ClientRequest(Hello? Hello, FeedError? Error);
