using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Sockets.Listening;

/// <summary>A Unix stream socket that is listened on. Only its owner can connect, from the first instant on.</summary>
public sealed class UnixListener : IDisposable
{
    private readonly Lock _changing = new();
    private volatile Socket _socket;
    private readonly PathLock? _lock;
    private readonly OwnDirectory? _directory;
    private FileKey? _bound;

    private UnixListener(string path, OwnDirectory? directory, PathLock pathLock)
    {
        Path = path;
        _directory = directory;
        _lock = pathLock;
        _socket = SocketBinder.Listen(path);
        _bound = FileState.Of(path, followsLink: false)?.Key;
    }

    private UnixListener(Socket passed)
    {
        Path = passed.LocalEndPoint!.ToString()!;
        _socket = passed;
    }

    public string Path { get; }

    /// <summary>
    /// Takes over a socket that listens already and belongs to the process that started this one: its file is neither
    /// made again nor removed here, and clients that come after the end wait in it for the next process.
    /// </summary>
    public static UnixListener Over(Socket passed) => new(passed);

    /// <summary>
    /// Binds and listens. A stale socket is replaced; one with a listener, or a file that is no socket, never.
    /// Until it is disposed of the path is locked: of several processes that find the same stale socket one gets it.
    /// </summary>
    /// <param name="directory">The directory of the path where that is made, and made again, for it.</param>
    /// <exception cref="SocketBindFailedException">The path cannot be used; nothing was changed.</exception>
    public static UnixListener Bind(string path, OwnDirectory? directory = null)
    {
        directory?.Make();
        SocketPath.EnsureUsable(path);
        var pathLock = Lock(path);
        try
        {
            // Once more: the last holder of the lock may have left something else.
            SocketPath.EnsureUsable(path);
            return new(path, directory, pathLock);
        }
        catch (SocketBindFailedException)
        {
            pathLock.Dispose();
            throw;
        }
    }

    /// <summary>The next client.</summary>
    public async ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = _socket;
            try
            {
                return await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException && socket != _socket)
            {
                // The file was made again meanwhile, with a new socket behind it.
            }
        }
    }

    /// <summary>
    /// Makes the socket again if its file is gone; clients that are connected do not notice. A file of another process
    /// there is left alone.
    /// </summary>
    /// <returns>True if it was made again.</returns>
    /// <exception cref="SocketBindFailedException">It cannot be made again now.</exception>
    public bool Restore()
    {
        lock (_changing)
        {
            if (_bound is null || FileState.Of(Path, followsLink: false)?.Key == _bound) return false;

            _directory?.Make();
            SocketPath.EnsureUsable(Path);
            var gone = _socket;
            _socket = SocketBinder.Listen(Path);
            _bound = FileState.Of(Path, followsLink: false)?.Key;
            gone.Dispose();
            return true;
        }
    }

    /// <summary>Stops listening and removes the file, unless another one has taken its place.</summary>
    public void Dispose()
    {
        lock (_changing)
        {
            if (_bound is not null && FileState.Of(Path, followsLink: false)?.Key == _bound) File.Delete(Path);

            // Once the socket is closed its inode is free: the next file at the path may get the same one.
            _bound = null;
            _socket.Dispose();
            _lock?.Dispose();
        }
    }

    private static PathLock Lock(string path)
    {
        try
        {
            return PathLock.TryTake(path) ?? throw new SocketBindFailedException(
                path, "another process is about to listen there; stop it or choose another socket path");
        }
        catch (IOException e)
        {
            throw new SocketBindFailedException(path, e.Message);
        }
    }
}
