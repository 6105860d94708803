using System.Diagnostics;
using Swictation.Sockets.Feed;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>
/// What connections do with a <see cref="CursorLock"/>, with a number for the log and a look at it for the sending.
/// </summary>
internal sealed class CursorLockModel(CursorLock turn) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _woken = new(0, 1);
    private long _committed;
    private long _seen;
    private int _holders;
    private volatile bool _isEnding;

    public long Seen => Volatile.Read(ref _seen);

    public bool WasEverShared { get; private set; }

    public async Task LoopAsync()
    {
        do Look();
        while (!_isEnding && (!turn.TryPark() || await _woken.WaitAsync(Deadline)));
    }

    /// <summary>Commits, and does not go on before somebody has seen it.</summary>
    /// <param name="looksItself">As a committing thread does; otherwise it wakes the loop, as a timer does.</param>
    public void CallRepeatedly(int rounds, bool looksItself)
    {
        for (var i = 0; i < rounds; i++)
        {
            var mine = Interlocked.Increment(ref _committed);
            if (turn.TryTake())
            {
                if (looksItself) Look();
                if (!looksItself || !turn.TryPark()) _woken.Release();
            }

            WaitUntilSeen(mine);
        }
    }

    public void End()
    {
        _isEnding = true;
        if (turn.TryTake()) _woken.Release();
    }

    public void Dispose() => _woken.Dispose();

    private void Look()
    {
        if (Interlocked.Increment(ref _holders) > 1) WasEverShared = true;
        Volatile.Write(ref _seen, Interlocked.Read(ref _committed));
        Interlocked.Decrement(ref _holders);
    }

    private void WaitUntilSeen(long mine)
    {
        var started = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (Seen < mine)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
            if (Stopwatch.GetElapsedTime(started) > Deadline) throw new TimeoutException($"Call {mine} was lost.");
        }
    }
}
