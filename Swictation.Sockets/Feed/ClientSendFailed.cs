using System.Net.Sockets;

namespace Swictation.Sockets.Feed;

/// <summary>Lines could not be sent to a client, because it is gone.</summary>
/// <param name="Position">Sequence number of the last event that it was being sent.</param>
internal readonly record struct ClientSendFailed(int Client, long Position, SocketError Error);
