using System.Net.Sockets;
using System.Text;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Sockets.Listening;

/// <summary>The file that stands where a socket is wanted.</summary>
public static class SocketPath
{
    /// <summary>sun_path of sockaddr_un holds 108 bytes with the closing zero.</summary>
    public const int MaxBytes = 107;

    /// <summary>Checks that a socket can be made at a path, without touching anything.</summary>
    /// <exception cref="SocketBindFailedException">
    /// The path is too long, its directory is missing, or something stands there that must not be replaced.
    /// </exception>
    public static void EnsureUsable(string path)
    {
        if (path.Length == 0) throw new SocketBindFailedException("''", "the socket path is empty; name one");

        var bytes = Encoding.UTF8.GetByteCount(path);
        if (bytes > MaxBytes)
        {
            throw new SocketBindFailedException(
                path, $"the socket path has {bytes} bytes and Unix sockets allow {MaxBytes}; choose a shorter one");
        }

        if (Directory.Exists(path) || path.EndsWith('/'))
            throw new SocketBindFailedException(path, "is a directory; name a socket in it, or in another");

        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(directory))
        {
            throw new SocketBindFailedException(
                path, $"the directory {directory} does not exist; create it or choose another socket path");
        }

        if (FileState.FindOtherOwner(path) is { } owner)
        {
            throw new SocketBindFailedException(
                path, $"belongs to user {owner}; have that user or root remove it, or choose another socket path");
        }

        var pathLock = PathLock.Of(path);
        if (FileState.FindOtherOwner(pathLock) is { } locker)
            throw new SocketBindFailedException(path, PathLock.RefusalOf(pathLock, locker));

        switch (Probe(path))
        {
            case SocketOccupant.Live:
                throw new SocketBindFailedException(
                    path, "another process is listening there, most likely a daemon: end it (swictation-daemon quit), or choose "
                    + "another socket path");
            case SocketOccupant.NoSocket:
                throw new SocketBindFailedException(
                    path, "a file that is no socket is in the way; move it or choose another socket path");
        }
    }

    /// <summary>
    /// True if others can write to the directory of a socket, and so put one of their own in its place. In a sticky one
    /// like /tmp they cannot.
    /// </summary>
    public static bool IsReplaceable(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(directory)) return false;

        var mode = File.GetUnixFileMode(directory);
        return (mode & (UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)) != 0
            && !mode.HasFlag(UnixFileMode.StickyBit);
    }

    /// <summary>
    /// True if every user can make files in the directory of a path, and only their owners can remove them.
    /// </summary>
    internal static bool IsSticky(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(directory) && File.GetUnixFileMode(directory).HasFlag(UnixFileMode.StickyBit);
    }

    /// <summary>
    /// Looks at a path, and if a socket is there, whether a process has it. That process does not notice: it is not
    /// connected to.
    /// </summary>
    public static SocketOccupant Probe(string path)
    {
        switch (FileState.Of(path, followsLink: false))
        {
            case null: return SocketOccupant.Nothing;
            case { IsSocket: false }: return SocketOccupant.NoSocket;
        }

        // A stream would be a client of the daemon that is there. Datagrams are refused for being of another kind, and
        // only if there is a process to refuse them: the system looks for that first.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return SocketOccupant.Live;
        }
        catch (SocketException e)
        {
            // Anything but a refused connection (another kind of socket, no permission) is a process that is there.
            return e.SocketErrorCode == SocketError.ConnectionRefused ? SocketOccupant.Stale : SocketOccupant.Live;
        }
    }
}
