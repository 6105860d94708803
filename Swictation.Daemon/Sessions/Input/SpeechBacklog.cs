using System.Runtime.CompilerServices;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// What was heard and nobody has transcribed yet. A file waits when <see cref="MostWaiting"/> are in here: it is read
/// later, and nothing is thrown away. A microphone cannot wait, and memory has an end: past <see cref="MostAudio"/> the
/// oldest is given up. One thread adds, one takes.
/// </summary>
/// <param name="canWait">True for a source that is not live.</param>
/// <param name="durationOf">How much sound something holds; zero for what is none, which is never given up.</param>
internal sealed class SpeechBacklog<T>(bool canWait, Func<T, TimeSpan> durationOf) : IDisposable
{
    public const int MostWaiting = 64;

    /// <summary>19 MB of 16-bit samples.</summary>
    public static readonly TimeSpan MostAudio = TimeSpan.FromMinutes(10);

    private readonly Lock _changing = new();
    private readonly LinkedList<T> _waiting = [];
    private readonly SemaphoreSlim _added = new(0);
    private readonly SemaphoreSlim _room = new(MostWaiting);
    private TimeSpan _audio;
    private volatile bool _isAbandoned;
    private bool _isComplete;

    /// <summary>Adds something behind the rest.</summary>
    /// <returns>What had to be given up for it, oldest first.</returns>
    /// <exception cref="InvalidOperationException">Nobody takes any more.</exception>
    public async ValueTask<IReadOnlyList<T>> AddAsync(T heard)
    {
        if (canWait && !_isAbandoned) await _room.WaitAsync().ConfigureAwait(false);
        if (_isAbandoned) throw new InvalidOperationException("Nobody transcribes what is heard any more.");
        lock (_changing)
        {
            _waiting.AddLast(heard);
            _audio += durationOf(heard);
        }

        _added.Release();
        return canWait ? [] : GiveUpOldest();
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        lock (_changing) _isComplete = true;
        _added.Release();
    }

    /// <summary>Nobody takes any more: whoever adds must not wait for room that will never come.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _room.Release();
    }

    public void Dispose()
    {
        _added.Dispose();
        _room.Dispose();
    }

    /// <summary>Takes one after the other, until nothing more comes.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await _added.WaitAsync(cancellationToken).ConfigureAwait(false);
            while (TryTake(out var taken))
            {
                if (canWait) _room.Release();
                yield return taken;
            }

            if (IsAtEnd()) yield break;
        }
    }

    private bool TryTake(out T taken)
    {
        lock (_changing)
        {
            taken = default!;
            if (_waiting.First is not { } oldest) return false;

            taken = oldest.Value;
            _audio -= durationOf(taken);
            _waiting.RemoveFirst();
            return true;
        }
    }

    private bool IsAtEnd()
    {
        lock (_changing) return _isComplete && _waiting.Count == 0;
    }

    // The newest is never given up.
    private List<T> GiveUpOldest()
    {
        List<T> dropped = [];
        lock (_changing)
        {
            for (var next = _waiting.First; _audio > MostAudio && next != _waiting.Last;)
            {
                var oldest = next!;
                next = oldest.Next;
                var duration = durationOf(oldest.Value);
                if (duration == TimeSpan.Zero) continue;

                _waiting.Remove(oldest);
                _audio -= duration;
                dropped.Add(oldest.Value);
            }
        }

        return dropped;
    }
}
