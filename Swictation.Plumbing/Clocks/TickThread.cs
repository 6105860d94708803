using System.Diagnostics;

namespace Swictation.Plumbing.Clocks;

/// <summary>
/// Runs what is repeated every few seconds on one thread, and what has the same period at the same moments. A process that waits for
/// something to do wakes once for all of it: each timer of the runtime wakes a thread of its own, one or two of the pool and the
/// one that watches the pool. What runs here must be short and wait for nothing: the rest comes behind it.
/// </summary>
/// <param name="shortest">Timers with a shorter period are left to the runtime.</param>
internal sealed class TickThread(TimeSpan shortest)
{
    private readonly object _gate = new();
    private readonly List<Tick> _ticks = [];
    private Thread? _thread;
    private Tick? _running;

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>Whether it takes a timer like this: one that repeats at its period from the beginning.</summary>
    public bool Takes(TimeSpan dueTime, TimeSpan period) => dueTime == period && period >= shortest;

    /// <summary>The first time comes within a period, at a multiple of it.</summary>
    public ITimer Add(TimerCallback callback, object? state, TimeSpan period)
    {
        var tick = new Tick(this, callback, state);
        tick.Change(period, period);
        return tick;
    }

    private void Run()
    {
        while (true)
        {
            Tick due;
            lock (_gate) due = _running = WaitForNext();
            due.Call();
            lock (_gate)
            {
                _running = null;
                due.Finished?.TrySetResult();
            }
        }
    }

    private Tick WaitForNext()
    {
        while (true)
        {
            var next = _ticks.MinBy(tick => tick.Due);
            if (next is null)
            {
                Monitor.Wait(_gate);
                continue;
            }

            var left = next.Due - Now;
            if (left <= TimeSpan.Zero)
            {
                next.Advance();
                return next;
            }

            Monitor.Wait(_gate, (int)Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue));
        }
    }

    private sealed class Tick(TickThread owner, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _isDisposed;

        public TimeSpan Due { get; private set; }

        /// <summary>Somebody waits for the end of the call that is running.</summary>
        public TaskCompletionSource? Finished { get; private set; }

        public void Call() => callback(state);

        /// <summary>The time after this one; for the holder of the gate.</summary>
        public void Advance()
        {
            if (_period > TimeSpan.Zero) Due = NextMultiple();
            else owner._ticks.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                if (_isDisposed) return false;
                owner._ticks.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;

                _period = period;
                Due = dueTime == period ? NextMultiple() : Now + dueTime;
                owner._ticks.Add(this);
                if (owner._thread is null)
                {
                    owner._thread = new(owner.Run) { IsBackground = true, Name = "ticks" };
                    owner._thread.Start();
                }

                Monitor.PulseAll(owner._gate);
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                _isDisposed = true;
                owner._ticks.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            lock (owner._gate)
            {
                Dispose();
                if (owner._running != this || Thread.CurrentThread == owner._thread) return ValueTask.CompletedTask;
                Finished ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                return new(Finished.Task);
            }
        }

        private TimeSpan NextMultiple() => TimeSpan.FromTicks(((Now.Ticks / _period.Ticks) + 1) * _period.Ticks);
    }
}
