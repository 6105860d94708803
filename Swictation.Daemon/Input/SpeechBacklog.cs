using System.Runtime.CompilerServices;

namespace Swictation.Daemon.Input;

/// <summary>
/// What a live source has heard and nobody has transcribed yet. A microphone cannot wait, and memory has an end: past
/// <see cref="MostAudio"/> the oldest is given up. One thread adds, one takes.
/// </summary>
/// <param name="durationOf">How much sound something holds; zero for what is none, which is never given up.</param>
internal sealed class SpeechBacklog<T>(Func<T, TimeSpan> durationOf) : IDisposable
{
    /// <summary>19 MB of 16-bit samples.</summary>
    public static readonly TimeSpan MostAudio = TimeSpan.FromMinutes(10);

    private readonly Lock _changing = new();
    private readonly LinkedList<T> _waiting = [];
    private readonly SemaphoreSlim _added = new(0);
    private TimeSpan _audio;
    private bool _isComplete;

    /// <summary>Adds something behind the rest. Never waits.</summary>
    /// <returns>What had to be given up for it, oldest first.</returns>
    public IReadOnlyList<T> Add(T heard)
    {
        List<T> dropped = [];
        lock (_changing)
        {
            _waiting.AddLast(heard);
            _audio += durationOf(heard);
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

        _added.Release();
        return dropped;
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete()
    {
        lock (_changing) _isComplete = true;
        _added.Release();
    }

    public void Dispose() => _added.Dispose();

    /// <summary>Takes one after the other, until nothing more comes.</summary>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await _added.WaitAsync(cancellationToken).ConfigureAwait(false);
            var hasMore = true;
            while (hasMore)
            {
                T taken;
                lock (_changing)
                {
                    if (_waiting.First is not { } oldest)
                    {
                        if (_isComplete) yield break;
                        break;
                    }

                    taken = oldest.Value;
                    _audio -= durationOf(taken);
                    _waiting.RemoveFirst();
                    hasMore = _waiting.Count > 0 || _isComplete;
                }

                yield return taken;
            }
        }
    }
}
