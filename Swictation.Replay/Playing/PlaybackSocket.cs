using Swictation.Domain.Errors;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Playing;

/// <summary>The socket that a session is played on: usually where the daemon's is, if no daemon runs.</summary>
internal static class PlaybackSocket
{
    /// <exception cref="SocketBindFailedException">The path cannot be used; nothing was changed.</exception>
    public static UnixListener Bind(string path)
    {
        try
        {
            return UnixListener.Bind(path);
        }
        catch (SocketBindFailedException) when (SocketPath.Probe(path) == SocketOccupant.Live)
        {
            throw new SocketBindFailedException(
                path, "somebody is listening there, probably the daemon; choose another path with --socket");
        }
    }
}
