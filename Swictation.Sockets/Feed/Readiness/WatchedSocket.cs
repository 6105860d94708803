using Swictation.Sockets.Feed.Readiness.Native;

namespace Swictation.Sockets.Feed.Readiness;

/// <summary>
/// A socket that can be waited for: one waiter for input, one for room to write, and one for its end. That it is
/// ready is a hint; only the read or the write decides.
/// </summary>
internal sealed class WatchedSocket(ReadinessWatch watch, long id, int fd) : IDisposable
{
    private readonly Lock _changing = new();
    private TaskCompletionSource? _readable;
    private TaskCompletionSource? _writable;
    private TaskCompletionSource? _closed;
    private bool _isDisposed;

    public long Id => id;

    public int Fd => fd;

    /// <summary>Completes when there is something to read, the other side has left, or this is disposed of.</summary>
    public Task WaitReadableAsync() => WaitAsync(ref _readable);

    /// <summary>Completes when there is room to write, the other side has left, or this is disposed of.</summary>
    public Task WaitWritableAsync() => WaitAsync(ref _writable);

    /// <summary>Completes when the other side has closed, and not only its output, or this is disposed of.</summary>
    public Task WaitClosedAsync() => WaitAsync(ref _closed);

    public void Dispose()
    {
        lock (_changing)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            watch.Remove(this);
            Complete(ref _readable);
            Complete(ref _writable);
            Complete(ref _closed);
        }
    }

    internal void Happened(uint events)
    {
        const uint Broken = Epoll.Error | Epoll.HangUp;
        lock (_changing)
        {
            if ((events & (Epoll.In | Epoll.InputEnded | Broken)) != 0) Complete(ref _readable);
            if ((events & (Epoll.Out | Broken)) != 0) Complete(ref _writable);
            if ((events & Broken) != 0) Complete(ref _closed);
            if (!_isDisposed && IsWaitedFor) watch.Arm(this, Wanted);
        }
    }

    private bool IsWaitedFor => (_readable ?? _writable ?? _closed) is not null;

    // Its end is reported without being asked for.
    private uint Wanted =>
        (_readable is null ? 0 : Epoll.In | Epoll.InputEnded) | (_writable is null ? 0 : Epoll.Out);

    private static void Complete(ref TaskCompletionSource? waiter)
    {
        waiter?.SetResult();
        waiter = null;
    }

    private Task WaitAsync(ref TaskCompletionSource? waiter)
    {
        lock (_changing)
        {
            if (_isDisposed) return Task.CompletedTask;
            waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var ready = waiter.Task;
            watch.Arm(this, Wanted);
            return ready;
        }
    }
}
