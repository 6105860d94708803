using System.Collections.Concurrent;
using System.Net.Sockets;
using Swictation.Sockets.Feed.Readiness.Native;

namespace Swictation.Sockets.Feed.Readiness;

/// <summary>
/// Waits for many sockets at once, on a thread of its own, and only for events that a connection waits for. .NET's own engine
/// watches every socket for room to write, always: it and a worker of the pool were woken by each line that a client
/// took, two to four wake-ups an event for one client, on the cores that were to send the next one.
/// </summary>
internal sealed class ReadinessWatch : IDisposable
{
    private const int MostEventsAtOnce = 64;
    private const long Stop = 0;

    private readonly ConcurrentDictionary<long, WatchedSocket> _sockets = new();
    private readonly int _epoll = Epoll.Create();
    private readonly int _wake;
    private readonly Thread _thread;
    private long _lastId = Stop;

    /// <exception cref="IOException">No file descriptor is left.</exception>
    public ReadinessWatch()
    {
        _wake = Epoll.CreateWake();
        Epoll.Control(_epoll, Epoll.CtlAdd, _wake, Epoll.In, Stop);
        _thread = new(Run) { IsBackground = true, Name = "Feed readiness" };
        _thread.Start();
    }

    /// <summary>
    /// Watches a socket until the returned one is disposed of, which is to be before the socket itself.
    /// </summary>
    /// <exception cref="IOException">The kernel cannot watch another socket.</exception>
    public WatchedSocket Add(Socket socket)
    {
        var id = Interlocked.Increment(ref _lastId);
        var watched = new WatchedSocket(this, id, (int)socket.Handle);
        _sockets[id] = watched;
        Epoll.Control(_epoll, Epoll.CtlAdd, watched.Fd, Epoll.OneShot, id);
        return watched;
    }

    /// <summary>To be called when no socket is watched any more.</summary>
    public void Dispose()
    {
        Epoll.Wake(_wake);
        _thread.Join();
        Epoll.Close(_wake);
        Epoll.Close(_epoll);
    }

    internal void Arm(WatchedSocket socket, uint events) =>
        Epoll.Control(_epoll, Epoll.CtlModify, socket.Fd, events | Epoll.OneShot, socket.Id);

    internal void Remove(WatchedSocket socket)
    {
        if (_sockets.TryRemove(socket.Id, out _)) Epoll.Control(_epoll, Epoll.CtlDelete, socket.Fd, 0, 0);
    }

    private void Run()
    {
        Span<byte> events = stackalloc byte[MostEventsAtOnce * EpollEvents.Size];
        while (true)
        {
            var count = Epoll.Wait(_epoll, events);
            for (var i = 0; i < count; i++)
            {
                var (happened, id) = EpollEvents.Read(events, i);
                if (id == Stop) return;
                if (_sockets.TryGetValue(id, out var socket)) socket.Happened(happened);
            }
        }
    }
}
