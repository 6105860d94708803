using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>What a client has asked for, or why it cannot be understood.</summary>
internal readonly record struct ClientRequest(Hello? Hello, FeedError? Error);
