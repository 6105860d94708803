using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Segments that wait to be tried again, by when they are due. Holds names of files only, each until its attempts are
/// used up: minutes of what fails, at most.
/// </summary>
internal sealed class FailedSegments(TimeProvider time)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, FailedSegment> _waiting = [];
    private TaskCompletionSource _more = New();
    private TaskCompletionSource _caughtUp = New();

    /// <summary>Completes when nothing is due now, and what was due is done.</summary>
    public Task CaughtUp
    {
        get
        {
            lock (_changing) return _caughtUp.Task;
        }
    }

    /// <summary>Adds a segment, or changes when it is due.</summary>
    public void Add(StoredAudio audio, int attemptsLeft, TimeSpan dueIn)
    {
        var dueAt = time.GetTimestamp() + (long)(dueIn.TotalSeconds * time.TimestampFrequency);
        lock (_changing)
        {
            _waiting[audio.Path] = new(audio, attemptsLeft, dueAt);
            if (dueIn == TimeSpan.Zero) NoteWork();
            _more.TrySetResult();
        }
    }

    /// <summary>The next segment that is due, once there is one; null if none is for as long as is waited.</summary>
    public async Task<FailedSegment?> TakeAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task more;
            var wait = atMost - time.GetElapsedTime(startedAt);
            lock (_changing)
            {
                var next = _waiting.Values.MinBy(segment => segment.DueAt);
                var dueIn = next is null ? wait : time.GetElapsedTime(time.GetTimestamp(), next.DueAt);
                if (next is not null && dueIn <= TimeSpan.Zero)
                {
                    _waiting.Remove(next.Audio.Path);
                    NoteWork();
                    return next;
                }

                _caughtUp.TrySetResult();
                if (wait <= TimeSpan.Zero) return null;
                if (dueIn < wait) wait = dueIn;
                if (_more.Task.IsCompleted) _more = New();
                more = _more.Task;
            }

            await more.WaitAsync(RoundedUp(wait), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void NoteWork()
    {
        if (_caughtUp.Task.IsCompleted) _caughtUp = New();
    }

    // Timers count whole milliseconds: what is cut off would be waited for in a circle.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
