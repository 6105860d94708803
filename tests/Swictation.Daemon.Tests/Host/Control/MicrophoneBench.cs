using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Host.Metrics;
using Swictation.Daemon.Tests.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Sockets.Commands;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>The commands of an idle daemon whose microphone is a fake device: everything between the two is real.</summary>
internal sealed class MicrophoneBench : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingGate _gate = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly OpenedAudio _opened;
    private readonly IInput _input;
    private readonly DaemonCommands _commands;
    private readonly Task _running;

    /// <param name="hold">As of <see cref="LiveAudioSource"/>.</param>
    public MicrophoneBench(TimeSpan hold)
    {
        Device = new(Time);
        LiveAudioSource source = new(
            "alsa:fake",
            Device.Open,
            new FakeListing(),
            hold,
            TimeSpan.FromMilliseconds(60),
            new(),
            Time,
            NullLogger.Instance);
        AudioStore store = new(_directory.File("log.db"), AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        _opened = new(
            source,
            () => new FrameSegmenter(),
            new NoSpeechCheck(),
            Transcriber,
            store,
            path => throw new AudioSourceException(path, "does not exist"),
            session => $"retry {session}",
            Time,
            NullLogger<AudioInput>.Instance);
        PatientLog patient = new(Log, new(), Time, NullLogger<PatientLog>.Instance);
        Recorder = new(
            patient, DaemonState.Initial, _gate, _opened.Backlog, new SteadyLoad(), Time, awaitsSound: _opened.IsLive);
        Recorder.ComeUp([new StateChange(null, Time.GetUtcNow(), Phase.Idle)]);
        _input = _opened.Connect(Recorder, _gate, Log, new(Recorder, Log, new LogVersions(Log), Time));
        _commands = new(
            Recorder,
            Log,
            _input,
            new FakePlayback(),
            _lifetime,
            new(Recorder, _input.Late, _lifetime, _ => null, () => { }),
            new(Log, () => { }),
            new(new FakeForgetting(), new FakeUnstored(), () => [], Time),
            new(Recorder, Log, new(Recorder, Log, new LogVersions(Log), Time), Time),
            () => new StatusReply(
                Recorder,
                Log,
                _input,
                new FakePlayback(),
                condition: default,
                _lifetime.ApplicationStopping.IsCancellationRequested).With(clients: 0),
            SampleMetrics.Create,
            Time);
        _running = _input.RunAsync(_stopping.Token);
        Before = Log.Head;
    }

    public FakeClock Time { get; } = new();

    public FakeCaptureDevice Device { get; }

    public FakeTranscriber Transcriber { get; } = new();

    public InMemoryEventLog Log { get; } = new();

    public SessionRecorder Recorder { get; }

    /// <summary>The head of the log when the daemon had come up.</summary>
    public long Before { get; }

    /// <summary>The events since then without metrics.</summary>
    public string[] Lines => Log.LinesButMetrics(Before);

    /// <summary>Answered at once, whoever else waits for the microphone.</summary>
    public DaemonStatus Status
    {
        get
        {
            var answering = Begin("status");
            Assert.True(answering.IsCompleted);
            return Assert.IsType<DaemonStatus>(answering.Result);
        }
    }

    /// <summary>Sends a command whose reply may have to wait for the microphone. Blocks nobody.</summary>
    public Task<CommandReply> SendAsync(string action) => Begin(action).WaitAsync(LineClient.Deadline);

    /// <summary>A command waits for the microphone, or several do, and time passes.</summary>
    public async Task WaitAsync(int milliseconds, int commands = 1)
    {
        await Time.WaitForTimersAsync(commands);
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
    }

    public Task SeeAsync(string line) => Eventually.IsTrueAsync(() => Lines.Contains(line), $"the log has '{line}'");

    /// <summary>Starts a session with a microphone that is there, and has it heard.</summary>
    public async Task RecordAsync()
    {
        Device.Hear(1, 0);
        Assert.True((await SendAsync("start")).IsSuccess);
        await SeeAsync("transcription said 1");
    }

    /// <summary>The daemon is told to end: nothing is heard any more.</summary>
    public Task StopDaemonAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        Device.MayOpen.Set();
        Transcriber.Release();
        await _stopping.CancelAsync();
        await _running;
        await _input.DisposeAsync();
        await _opened.DisposeAsync();
        _gate.Dispose();
        _lifetime.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }

    private Task<CommandReply> Begin(string action) => _commands.HandleAsync(new(action, RequestId: null)).AsTask();
}
