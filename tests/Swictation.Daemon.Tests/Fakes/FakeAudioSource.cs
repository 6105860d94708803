using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A microphone that hears what a test lets it hear, in frames of a tenth of a second.</summary>
internal sealed class FakeAudioSource(TimeProvider time) : IAudioSource
{
    public const int FrameSamples = AudioFormat.SamplesPerSecond / 10;

    private readonly Channel<short> _sounds = Channel.CreateBounded<short>(10_000);
    private long _position;
    private int _framesTaken;
    private int _readers;

    public bool HasEnded { get; private set; }

    public bool IsLive { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>True while somebody listens.</summary>
    public bool IsRead => Volatile.Read(ref _readers) > 0;

    public int FramesTaken => Volatile.Read(ref _framesTaken);

    /// <summary>Frames that all hold the one value that is their sound; 0 is silence.</summary>
    public void Hear(params ReadOnlySpan<short> sounds)
    {
        foreach (var sound in sounds) Assert.True(_sounds.Writer.TryWrite(sound));
    }

    public void End() => _sounds.Writer.Complete();

    /// <summary>What is already there is still heard; then the device is gone.</summary>
    public void Fail(string reason) => _sounds.Writer.Complete(new AudioSourceException("fake", reason));

    public async IAsyncEnumerable<AudioFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            while (await CanReadAsync(cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_sounds.Reader.TryRead(out var sound)) continue;

                var samples = new short[FrameSamples];
                Array.Fill(samples, sound);
                var frame = new AudioFrame(samples, _position, time.GetTimestamp());
                _position += FrameSamples;
                Interlocked.Increment(ref _framesTaken);
                yield return frame;
            }

            HasEnded = true;
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private ValueTask<bool> CanReadAsync(CancellationToken cancellationToken) =>
        _sounds.Reader.WaitToReadAsync(cancellationToken);
}
