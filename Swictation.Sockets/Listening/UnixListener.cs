using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.Domain.Errors;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>A Unix stream socket that is listened on. Only its owner can connect, from the first instant on.</summary>
public sealed class UnixListener : IDisposable
{
    private const int Backlog = 512;
    private const uint OwnerOnly = 0x7F; // 0177: a file that is made gets mode 0600 at most

    // The umask belongs to the whole process: two binds at once would restore each other's.
    private static readonly Lock Umask = new();

    private readonly Socket _socket;
    private FileIdentity? _bound;

    private UnixListener(string path, Socket socket)
    {
        Path = path;
        _socket = socket;
        _bound = FileIdentity.Of(path);
    }

    public string Path { get; }

    /// <summary>
    /// Binds and listens. A stale socket is replaced; one that somebody listens on, or a file that is no socket, never.
    /// </summary>
    /// <exception cref="SocketBindFailedException">The path cannot be used; nothing was changed.</exception>
    public static UnixListener Bind(string path)
    {
        SocketPath.EnsureUsable(path);

        var handle = new SafeSocketHandle(
            LibC.socket(LibC.AF_UNIX, LibC.SOCK_STREAM | LibC.SOCK_CLOEXEC, 0), ownsHandle: true);
        try
        {
            // The system's own calls and not Socket.Bind, because .NET takes 0755 for the file and unlinks whatever is at the
            // path when the socket is closed, also another daemon's socket.
            if (handle.IsInvalid) throw Failed(path);
            File.Delete(path);
            lock (Umask)
            {
                var before = LibC.umask(OwnerOnly);
                var result = BindTo(handle, path);
                var error = Marshal.GetLastPInvokeError();
                _ = LibC.umask(before);
                Marshal.SetLastPInvokeError(error);
                if (result != 0) throw Failed(path);
            }

            if (LibC.listen((int)handle.DangerousGetHandle(), Backlog) != 0) throw Failed(path);
            return new UnixListener(path, new Socket(handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            handle.Dispose();
            throw new SocketBindFailedException(path, e.Message);
        }
        catch (SocketBindFailedException)
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The next client.</summary>
    public ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken) => _socket.AcceptAsync(cancellationToken);

    /// <summary>Stops listening and removes the file, unless another one has taken its place.</summary>
    public void Dispose()
    {
        if (_bound is not null && FileIdentity.Of(Path) == _bound) File.Delete(Path);

        // Once the socket is closed its inode is free: the next file at the path may get the same one.
        _bound = null;
        _socket.Dispose();
    }

    private static int BindTo(SafeSocketHandle handle, string path)
    {
        // struct sockaddr_un: the family, then the path with a closing zero.
        Span<byte> address = stackalloc byte[sizeof(ushort) + SocketPath.MaxBytes + 1];
        address.Clear();
        MemoryMarshal.Write(address, (ushort)LibC.AF_UNIX);
        var length = Encoding.UTF8.GetBytes(path, address[sizeof(ushort)..]);
        return LibC.bind((int)handle.DangerousGetHandle(), address, (uint)(sizeof(ushort) + length + 1));
    }

    private static SocketBindFailedException Failed(string path)
    {
        var reason = new Win32Exception(Marshal.GetLastPInvokeError()).Message;
        return new(path, $"cannot listen there: {reason}; check the directory's permissions");
    }
}
