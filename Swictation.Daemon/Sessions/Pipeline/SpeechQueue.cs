using System.Runtime.ExceptionServices;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// The queue in front of the recogniser: live speech first, then other speech, by its origin. A file waits while
/// <see cref="MostWaiting"/> of its segments are queued: the rest is read later, and nothing is dropped. A microphone cannot
/// wait, and memory has an end: past <see cref="MostAudio"/> the oldest segment is dropped. Other speech is on the disk, and its
/// producer waits for each segment. One thread adds live speech, one takes.
/// </summary>
/// <param name="canWait">True for a source that is not live.</param>
/// <param name="durationOf">The length of sound that an item holds; zero for an item without sound, which is never dropped.</param>
internal sealed class SpeechQueue<T>(bool canWait, Func<T, TimeSpan> durationOf) : IDisposable
    where T : notnull
{
    public const int MostWaiting = 64;

    /// <summary>19 MB of 16-bit samples.</summary>
    public static readonly TimeSpan MostAudio = TimeSpan.FromMinutes(10);

    private readonly Lock _changing = new();
    private readonly LinkedList<T> _live = [];
    private readonly PriorityQueue<T, SpeechOrigin> _late = new();
    private readonly SemaphoreSlim _added = new(0);
    private readonly SemaphoreSlim _room = new(MostWaiting);
    private TimeSpan _audio;
    private volatile Exception? _failure;

    /// <summary>Adds live speech behind the rest of it.</summary>
    /// <returns>The items that were dropped for it, oldest first.</returns>
    /// <exception cref="Exception">Live speech was <see cref="Abandon">abandoned</see>: the reason for that.</exception>
    public async ValueTask<IReadOnlyList<T>> AddAsync(T live)
    {
        if (canWait && _failure is null) await _room.WaitAsync().ConfigureAwait(false);
        lock (_changing)
        {
            // Under the lock: no item stays in a queue that is closed.
            if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
            _live.AddLast(live);
            _audio += durationOf(live);
        }

        _added.Release();
        return canWait ? [] : GiveUpOldest();
    }

    /// <summary>Adds an item that is not live.</summary>
    public void Add(T late, SpeechOrigin origin)
    {
        lock (_changing) _late.Enqueue(late, origin);
        _added.Release();
    }

    /// <summary>Takes back an item that is not live; false if it is no longer in the queue.</summary>
    public bool TryRemove(T late)
    {
        lock (_changing) return _late.Remove(late, out _, out _);
    }

    /// <summary>
    /// Live speech is not taken any more: producers must not wait for room that will never come, and learn why.
    /// </summary>
    /// <returns>The live speech that was queued.</returns>
    public IReadOnlyList<T> Abandon(Exception failure)
    {
        List<T> left;
        lock (_changing)
        {
            _failure = failure;
            left = [.. _live];
            _live.Clear();
            _audio = TimeSpan.Zero;
        }

        _room.Release();
        return left;
    }

    /// <summary>Takes the first item, once there is one.</summary>
    public async Task<T> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _added.WaitAsync(cancellationToken).ConfigureAwait(false);
            lock (_changing)
            {
                if (_live.First is { Value: var oldest })
                {
                    _live.RemoveFirst();
                    _audio -= durationOf(oldest);
                    if (canWait) _room.Release();
                    return oldest;
                }

                if (_late.TryDequeue(out var late, out _)) return late;
            }
        }
    }

    public void Dispose()
    {
        _added.Dispose();
        _room.Dispose();
    }

    // The newest is never dropped.
    private List<T> GiveUpOldest()
    {
        List<T> dropped = [];
        lock (_changing)
        {
            for (var next = _live.First; _audio > MostAudio && next != _live.Last;)
            {
                var oldest = next!;
                next = oldest.Next;
                var duration = durationOf(oldest.Value);
                if (duration == TimeSpan.Zero) continue;

                _live.Remove(oldest);
                _audio -= duration;
                dropped.Add(oldest.Value);
            }
        }

        return dropped;
    }
}
