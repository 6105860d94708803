using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// Segments that wait to be tried again, by when they are due: after 5 s, 30 s and 3 min, or when a user asks. Holds
/// names of files only, each until its attempts are used up: minutes of failing speech, at most.
/// </summary>
internal sealed class FailedSegments(TimeProvider time)
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)];

    private readonly Lock _changing = new();
    private readonly Dictionary<string, FailedSegment> _waiting = [];
    private TaskCompletionSource _more = New();
    private TaskCompletionSource _caughtUp = New();

    /// <summary>Completes when no segment is due now, and those that were due are done.</summary>
    public Task CaughtUp
    {
        get
        {
            lock (_changing) return _caughtUp.Task;
        }
    }

    /// <summary>The recogniser has failed on a segment for the first time.</summary>
    public void TryAgain(StoredAudio audio) => Add(audio, Pauses.Length, Pauses[0]);

    /// <summary>The recogniser has failed on it once more.</summary>
    /// <returns>False if it is not tried again unless a user asks.</returns>
    public bool TryAgain(FailedSegment failed)
    {
        var left = failed.AttemptsLeft - 1;
        if (left > 0) Add(failed.Audio, left, Pauses[^left]);
        return left > 0;
    }

    /// <summary>A user asks for it: it is due now, and all its attempts begin again.</summary>
    public void TryNow(StoredAudio audio) => Add(audio, Pauses.Length, dueIn: TimeSpan.Zero);

    /// <summary>An earlier daemon has left it: it is due now, and not tried again.</summary>
    public void TryOnce(StoredAudio audio) => Add(audio, attemptsLeft: 1, dueIn: TimeSpan.Zero);

    /// <summary>It is not tried again by itself any more.</summary>
    public void Forget(StoredAudio audio)
    {
        lock (_changing) _waiting.Remove(audio.Path);
    }

    /// <summary>The next segment that is due, once there is one; null if none becomes due within the time.</summary>
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

    // Changes when it is due where it waits already.
    private void Add(StoredAudio audio, int attemptsLeft, TimeSpan dueIn)
    {
        var dueAt = time.GetTimestamp() + (long)(dueIn.TotalSeconds * time.TimestampFrequency);
        lock (_changing)
        {
            _waiting[audio.Path] = new(audio, attemptsLeft, dueAt);
            if (dueIn == TimeSpan.Zero) NoteWork();
            _more.TrySetResult();
        }
    }

    private void NoteWork()
    {
        if (_caughtUp.Task.IsCompleted) _caughtUp = New();
    }

    // Timers count whole milliseconds: a rest below one would make the loop spin.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
