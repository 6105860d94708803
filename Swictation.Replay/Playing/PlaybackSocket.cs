using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Playing;

/// <summary>The socket that a session is played on: usually where the daemon's is, if no daemon runs.</summary>
internal static class PlaybackSocket
{
    /// <exception cref="SocketBindFailedException">The path cannot be used; nothing was changed.</exception>
    public static UnixListener Bind(SocketPlace place)
    {
        try
        {
            return place.Bind();
        }
        catch (SocketBindFailedException) when (SocketPath.Probe(place.Path) == SocketOccupant.Live)
        {
            throw new SocketBindFailedException(
                place.Path, "somebody is listening there, probably the daemon; choose another path with --socket");
        }
    }
}
