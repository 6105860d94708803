using System.Collections.Concurrent;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>A sound device that hears what a test lets it hear. Time passes as it does.</summary>
internal sealed class FakeCaptureDevice(FakeClock time) : ICaptureDevice
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentQueue<Func<Span<short>, CaptureRead>> _coming = [];
    private readonly SemaphoreSlim _count = new(0);
    private int _tried;
    private int _opened;

    /// <summary>Why it cannot be opened; null if it can.</summary>
    public string? Obstacle { get; set; }

    public bool IsOpen { get; private set; }

    public int TimesTried => Volatile.Read(ref _tried);

    public int TimesOpened => Volatile.Read(ref _opened);

    public FakeCaptureDevice Open()
    {
        Interlocked.Increment(ref _tried);
        MayOpen.Wait();
        if (Obstacle is { } obstacle) throw new AudioSourceException("alsa:fake", obstacle);

        Interlocked.Increment(ref _opened);
        IsOpen = true;
        return this;
    }

    /// <summary>Frames of 20 ms that all hold one value; 0 is silence.</summary>
    public void Hear(params ReadOnlySpan<short> sounds)
    {
        foreach (var sound in sounds)
        {
            Add(samples =>
            {
                samples.Fill(sound);
                time.Advance(AudioFormat.Duration(samples.Length));
                return new(samples.Length);
            });
        }
    }

    /// <summary>Loses sound for a time, and says so.</summary>
    public void Lose(TimeSpan lost, CaptureFault fault) => Add(_ =>
    {
        time.Advance(lost);
        return new(0, fault);
    });

    /// <summary>It is pulled out.</summary>
    public void Fail(string reason) => Add(_ => throw new AudioSourceException("alsa:fake", reason));

    public CaptureRead Read(Span<short> samples) =>
        _count.Wait(Patience) && _coming.TryDequeue(out var next) ? next(samples) : new(0);

    /// <summary>Opening it takes until this is set.</summary>
    public ManualResetEventSlim MayOpen { get; } = new(initialState: true);

    /// <summary>Closing it takes until this is set.</summary>
    public ManualResetEventSlim MayClose { get; } = new(initialState: true);

    public void Dispose()
    {
        MayClose.Wait();
        IsOpen = false;
    }

    private void Add(Func<Span<short>, CaptureRead> read)
    {
        _coming.Enqueue(read);
        _count.Release();
    }
}
