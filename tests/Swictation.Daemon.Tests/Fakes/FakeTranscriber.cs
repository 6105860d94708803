using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>
/// Hears <c>said N</c> in a segment whose first sample is N, unless told otherwise; works only while it is let.
/// </summary>
internal sealed class FakeTranscriber : ITranscriber
{
    private readonly SemaphoreSlim _permits = new(0);
    private volatile bool _isHeld;
    private int _calls;

    /// <summary>What is made of a segment, by its first sample.</summary>
    public Func<short, TranscriptionResult> Recognise { get; set; } = Say;

    public Recogniser? Recogniser { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>Segments that have been begun.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public static TranscriptionResult Say(short sound) => new TranscriptionResult.Text($"said {sound}");

    /// <summary>From now on nothing is finished until <see cref="Release"/>.</summary>
    public void Hold() => _isHeld = true;

    /// <summary>Finishes what is under way and all that comes.</summary>
    public void Release()
    {
        _isHeld = false;
        _permits.Release();
    }

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        if (_isHeld) await _permits.WaitAsync(cancellationToken);
        return Recognise(segment.Samples.Span[0]);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        _permits.Dispose();
        return ValueTask.CompletedTask;
    }
}
