using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.Domain.Errors;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Makes listening sockets, with the system's own calls and not with Socket.Bind: .NET takes mode 0755 for the file,
/// and unlinks whatever is at the path when the socket is closed, also another daemon's socket.
/// </summary>
internal static class SocketBinder
{
    private const int Backlog = 512;
    private const uint OwnerOnly = 0x7F; // 0177: a file that is made gets mode 0600 at most

    // The umask belongs to the whole process: two binds at once would restore each other's.
    private static readonly Lock Umask = new();

    /// <summary>Makes a socket at a path that was found usable; a stale one there is replaced.</summary>
    /// <exception cref="SocketBindFailedException">It cannot be made.</exception>
    public static Socket Listen(string path)
    {
        var handle = new SafeSocketHandle(
            LibC.socket(LibC.AF_UNIX, LibC.SOCK_STREAM | LibC.SOCK_CLOEXEC, 0), ownsHandle: true);
        try
        {
            if (handle.IsInvalid) throw Failed(path);
            File.Delete(path);
            if (BindOwnerOnly(handle, path) != 0) throw Failed(path);
            if (LibC.listen((int)handle.DangerousGetHandle(), Backlog) != 0) throw Failed(path);
            return new Socket(handle);
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

    private static int BindOwnerOnly(SafeSocketHandle handle, string path)
    {
        lock (Umask)
        {
            var before = LibC.umask(OwnerOnly);
            var result = Bind(handle, path);
            var error = Marshal.GetLastPInvokeError();
            _ = LibC.umask(before);
            Marshal.SetLastPInvokeError(error);
            return result;
        }
    }

    private static int Bind(SafeSocketHandle handle, string path)
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
