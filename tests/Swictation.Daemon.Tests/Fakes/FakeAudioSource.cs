using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A microphone that hears what a test lets it hear, in frames of a tenth of a second.</summary>
internal sealed class FakeAudioSource(TimeProvider time) : IAudioSource
{
    public const int FrameSamples = AudioFormat.SamplesPerSecond / 10;

    private readonly Channel<Heard> _sounds = Channel.CreateBounded<Heard>(10_000);
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
        foreach (var sound in sounds) Assert.True(_sounds.Writer.TryWrite(new(sound)));
    }

    /// <summary>The microphone is lost; what is heard from now on comes when it is back.</summary>
    public void Interrupt(string reason) => Assert.True(_sounds.Writer.TryWrite(new(0, Reason: reason)));

    /// <summary>A frame of zeros, with which there have been nothing else for a time.</summary>
    public void HearNothing(TimeSpan silence) => Assert.True(_sounds.Writer.TryWrite(new(0, Silence: silence)));

    /// <summary>A frame with a sound, after which the microphone is judged to be so loud.</summary>
    public void HearAt(SoundLevel level) => Assert.True(_sounds.Writer.TryWrite(new(0, Level: level)));

    /// <summary>Loses some samples.</summary>
    public void Skip(TimeSpan lost) => Assert.True(_sounds.Writer.TryWrite(new(0, Lost: lost)));

    public void End() => _sounds.Writer.Complete();

    /// <summary>What is already there is still heard; then the device is gone.</summary>
    public void Fail(string reason) => _sounds.Writer.Complete(new AudioSourceException("fake", reason));

    public async IAsyncEnumerable<AudioFrame> ReadAsync(
        long? notBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            while (await CanReadAsync(cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_sounds.Reader.TryRead(out var heard)) continue;

                _position += AudioFormat.Position(heard.Lost);
                if (heard.Lost > TimeSpan.Zero) continue;
                if (heard.Reason is { } reason)
                {
                    yield return new(default, _position, time.GetTimestamp(), Reason.Worded(reason));
                    continue;
                }

                var samples = new short[FrameSamples];
                Array.Fill(samples, heard.Sound);
                var frame = new AudioFrame(samples, _position, time.GetTimestamp());
                _position += FrameSamples;
                Interlocked.Increment(ref _framesTaken);
                yield return frame with { Silence = heard.Silence, Level = heard.Level };
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

    private readonly record struct Heard(
        short Sound,
        TimeSpan Lost = default,
        string? Reason = null,
        TimeSpan Silence = default,
        SoundLevel Level = default);
}
