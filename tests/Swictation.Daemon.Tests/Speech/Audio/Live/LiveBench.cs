using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>A <see cref="LiveAudioSource"/> over a fake device, and a reader of it.</summary>
internal sealed class LiveBench : IAsyncDisposable
{
    private readonly RecordingLogger _log = new();
    private CancellationTokenSource _reading = new();
    private readonly ManualResetEventSlim _mayRead = new(initialState: true);
    private Task _reader = Task.CompletedTask;

    /// <param name="hold">How long the device stays open behind a reader; by default always where there is a preroll.</param>
    public LiveBench(TimeSpan preroll, string? obstacle = null, TimeSpan? hold = null, bool isBluetooth = false)
    {
        Device = new(Time) { Obstacle = obstacle };
        Listing = new() { IsOverBluetooth = isBluetooth };
        var held = hold ?? (preroll > TimeSpan.Zero ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);
        Source = new("alsa:fake", Device.Open, Listing, held, preroll, Metrics, Time, _log);
        Source.GetReady();
    }

    public FakeClock Time { get; } = new();

    public FakeCaptureDevice Device { get; }

    public FakeListing Listing { get; }

    public CaptureMetrics Metrics { get; } = new();

    public LiveAudioSource Source { get; }

    /// <summary>The most that a frame has said of zeros.</summary>
    public TimeSpan LongestSilence { get; private set; }

    public IEnumerable<string> Log => _log.Lines.Select(line => line.Text);

    /// <summary>What the reader got: of each frame the position, its sound and why there is none.</summary>
    public List<(long Position, short Sound, Reason? Interruption)> Frames { get; } = [];

    public short[] Sounds
    {
        get
        {
            lock (Frames) return [.. Frames.Where(frame => frame.Interruption is null).Select(frame => frame.Sound)];
        }
    }

    /// <param name="notBefore">As <see cref="IAudioSource.ReadAsync"/> has it.</param>
    public void StartReading(long? notBefore = null)
    {
        _reading = new();
        _reader = ReadAsync(notBefore, _reading.Token);
    }

    /// <summary>Keeps the reader from taking more than the frame that comes next, until this is disposed of.</summary>
    public IDisposable HoldReader() => new Held(_mayRead);

    /// <summary>Tells the reader to stop, and does not wait for it.</summary>
    public void BeginToStopReading() => _reading.Cancel();

    public async Task StopReadingAsync()
    {
        await _reading.CancelAsync();
        await _reader;
        _reading.Dispose();
        _reading = new();
    }

    public Task HeardAsync(int frames) =>
        Eventually.IsTrueAsync(() => Sounds.Length == frames, $"{frames} frames are read");

    public Task InterruptedAsync() => Eventually.IsTrueAsync(() => Count(isInterruption: true) == 1, "it is told");

    public Task ClosedAsync() => Eventually.IsTrueAsync(() => !Device.IsOpen, "the device is closed");

    public Task OpenAsync() => Eventually.IsTrueAsync(() => Device.IsOpen, "the device is open");

    /// <summary>Has the device hear something while nobody listens, until it is taken.</summary>
    public async Task HearIdleAsync(params short[] sounds)
    {
        var until = Time.GetTimestamp() + AudioFormat.Duration(320L * sounds.Length).Ticks;
        Device.Hear(sounds);
        await Eventually.IsTrueAsync(() => Time.GetTimestamp() >= until, "it is captured");
    }

    public async ValueTask DisposeAsync()
    {
        await StopReadingAsync();
        await Source.DisposeAsync();
        _mayRead.Dispose();
    }

    private int Count(bool isInterruption)
    {
        lock (Frames) return Frames.Count(frame => frame.Interruption is not null == isInterruption);
    }

    private async Task ReadAsync(long? notBefore, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in Source.ReadAsync(notBefore, cancellationToken))
            {
                var sound = frame.Samples.IsEmpty ? (short)0 : frame.Samples.Span[0];
                if (frame.Silence > LongestSilence) LongestSilence = frame.Silence;
                lock (Frames) Frames.Add((frame.Position, sound, frame.Interruption));
                _mayRead.Wait(CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancellationToken.IsCancellationRequested);
        }
    }

    private sealed class Held : IDisposable
    {
        private readonly ManualResetEventSlim _mayRead;

        public Held(ManualResetEventSlim mayRead)
        {
            _mayRead = mayRead;
            _mayRead.Reset();
        }

        public void Dispose() => _mayRead.Set();
    }
}
