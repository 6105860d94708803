using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Domain.State;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>A running <see cref="AudioInput"/> with a recorder behind it and fakes around it.</summary>
internal sealed class AudioBench : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingGate _gate = new();
    private readonly OpenedAudio _opened;
    private readonly IInput _input;
    private Task? _late;
    private Task? _working;

    /// <param name="openSince">How long ago another process started session 1; null: no session is open.</param>
    /// <param name="leftSamples">How much audio that process has left of it.</param>
    public AudioBench(
        TimeSpan? openSince = null, int leftSamples = 0, bool isLive = false, AudioRetention? retention = null)
    {
        Source = new(Time) { IsLive = isLive };
        // Its timer is none that a test waits for: it runs on a clock of its own.
        Store = new(_directory.File("log.db"), retention ?? AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        _opened = new(
            Source,
            () => new FrameSegmenter(),
            Check,
            Transcriber,
            Store,
            path => OpenFile(path),
            session => $"retry {session}",
            Time,
            NullLogger<AudioInput>.Instance,
            Shelf);
        if (leftSamples > 0)
        {
            using var left = Store.Begin(new(1));
            left.Write(0, new short[leftSamples]);
        }

        Disk = new(Log);
        var state = openSince is { } age
            ? DaemonState.Initial
                .Apply(new SessionStart(new(1), Time.GetUtcNow() - age))
                .Apply(new StateChange(new(1), Time.GetUtcNow() - age, Phase.Recording))
            : DaemonState.Initial;
        PatientLog patient = new(Disk, new(), Time, NullLogger<PatientLog>.Instance);
        Recorder = new(patient, state, _gate, Backlog, new SteadyLoad(), Time, awaitsSound: isLive);
        Recorder.ComeUp([]);
        Editor = new(Recorder, Log, new LogVersions(Log), Time);
        _input = _opened.Connect(Recorder, _gate, Log, Editor);
        Running = _input.RunAsync(_stopping.Token);
    }

    public FakeClock Time { get; } = new();

    public FakeAudioSource Source { get; }

    public FakeTranscriber Transcriber { get; } = new();

    public FakeShelf Shelf { get; } = new();

    public FakeSpeechCheck Check { get; } = new();

    public InMemoryEventLog Log { get; } = new();

    public FailingEventLog Disk { get; }

    public AudioStore Store { get; }

    public IBacklog Backlog => _opened.Backlog;

    public SessionRecorder Recorder { get; }

    public RecognitionJobs Jobs => _input.Jobs!;

    public LogEditor Editor { get; }

    /// <summary>Opens the files that are to be recognised.</summary>
    public Func<string, IAudioSource> OpenFile { get; set; } = path => throw new AudioSourceException(path, "does not exist");

    public Task Running { get; }

    public string? Prepare(RecogniserChoice choice) => _input.Prepare(choice);

    public Task StopDaemonAsync() => _stopping.CancelAsync();

    /// <summary>Starts to record, and lets the source hear frames until they are taken.</summary>
    public async Task StartAndHearAsync(params short[] sounds)
    {
        Recorder.Start();
        await HearAsync(sounds);
    }

    public async Task HearAsync(params short[] sounds)
    {
        var taken = Source.FramesTaken + sounds.Length;
        Source.Hear(sounds);
        await Eventually.IsTrueAsync(() => Source.FramesTaken == taken, "all frames are taken");
    }

    public Task LoseMicrophoneAsync()
    {
        Source.Interrupt("it is gone");
        return Eventually.IsTrueAsync(() => Recorder.State.IsInterrupted, "the microphone is missed");
    }

    public Task SessionEndsAsync() => Eventually.IsTrueAsync(() => !Recorder.State.IsOpen, "the session ends");

    public Task TextsAsync(int count) =>
        Eventually.IsTrueAsync(() => Recorder.State.Segments == count, $"{count} segments are recorded");

    /// <summary>Has jobs done from now on.</summary>
    public void Work() => _working ??= Jobs.Desk.RunAsync(_stopping.Token);

    /// <summary>Begins a job, and waits until it is over.</summary>
    public async Task<(Job Job, IReadOnlyList<RecognitionStep> Steps)> DoAsync(Func<RecognitionJobs, Job?> begin)
    {
        Work();
        var job = begin(Jobs)!;
        var steps = new List<RecognitionStep>();
        await Eventually.IsTrueAsync(
            () =>
            {
                steps.AddRange(job.Take(most: 100));
                return job.IsOver;
            },
            "the job is over");
        return (job, steps);
    }

    /// <summary>Has what is kept of a session tried again.</summary>
    public int? Retry(SessionId session)
    {
        _late ??= _input.Late.RunAsync(_stopping.Token);
        return _input.Late.Retry(session);
    }

    public IEnumerable<double> StartsS => Log.Events().OfType<SegmentMeasured>().Select(measured => measured.StartS);

    public IEnumerable<AudioDropped> Dropped => Log.Events().OfType<AudioDropped>();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(Running);
        await (_late ?? Task.CompletedTask);
        await (_working ?? Task.CompletedTask);
        await _input.DisposeAsync();
        await _opened.DisposeAsync();
        _gate.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }
}
