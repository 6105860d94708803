using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>
/// A daemon that comes up on a log and on audio that another one has left. A sound is a tenth of a second of one
/// value; 0 is silence.
/// </summary>
internal sealed class RecoveryBench : IAsyncDisposable
{
    private const int SoundSamples = AudioFormat.SamplesPerSecond / 10;

    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingGate _gate = new();
    private readonly SpeechBacklog _backlog = new();
    private SpeechPipeline? _pipeline;
    private Task _running = Task.CompletedTask;
    private DaemonState _state = DaemonState.Initial;

    public RecoveryBench()
    {
        Store = new(_directory.File("log.db"), AudioRetention.None, Time, Logger);
        Disk = new(Log);
        Failed = new(Time);
    }

    public FakeClock Time { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public AudioStore Store { get; }

    public FakeTranscriber Transcriber { get; } = new();

    public FakeSpeechCheck Check { get; } = new();

    public FailedSegments Failed { get; }

    /// <summary>Once it has come up.</summary>
    public LateAudio Late { get; private set; } = null!;

    public InMemoryEventLog Log { get; } = new();

    public FailingEventLog Disk { get; }

    public SessionRecorder Recorder { get; private set; } = null!;

    /// <summary>What an earlier daemon has put into the log.</summary>
    public void Has(params SessionEvent[] events)
    {
        foreach (var recorded in events)
        {
            Log.Append([Domain.Wire.WireWriter.ToAppend(recorded)]);
            _state = _state.Apply(recorded);
        }
    }

    /// <summary>An earlier daemon has recorded this, and was killed.</summary>
    /// <param name="from">Sounds of the session before these.</param>
    public void Heard(long session, int from, params short[] sounds) =>
        HeardAt(session, from * (long)SoundSamples, sounds);

    /// <summary>As <see cref="Heard"/>, from a sample of the session on.</summary>
    public void HeardAt(long session, long position, params short[] sounds)
    {
        var writer = Store.Begin(new(session));
        for (var i = 0; i < sounds.Length; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            var samples = new short[SoundSamples];
            Array.Fill(samples, sounds[i]);
            writer.Write(position + (i * (long)SoundSamples), samples);
        }

        writer.Dispose();
        foreach (var file in Store.FindUnfinished()) File.SetLastWriteTimeUtc(file.Path, Time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Comes up, after the log's sessions have become older than the resume window unless told otherwise.
    /// </summary>
    public void ComeUp(double after = 60)
    {
        Time.Advance(TimeSpan.FromSeconds(after));
        var left = LeftAudio.Find(Store, _state.Session);
        if (left.IsOfOpenSession) _backlog.Add();
        PatientLog patient = new(Disk, new(), Time, NullLogger<PatientLog>.Instance);
        Recorder = new(patient, _state, _gate, _backlog, new SteadyLoad(), Time);
        Recorder.ComeUp(RestartDecider.ComeUp(_state, TimeSpan.FromSeconds(30), Time.GetLocalNow(), left.IsOfOpenSession));

        RecordingRetry retry = new(Time, Logger);
        SessionTranscribers transcribers = new(Transcriber, shelf: null, Recorder.Choices);
        SegmentTranscription transcription = new(Check, transcribers, Store, Failed, Recorder, Log, retry, Time, Logger);
        _pipeline = new(transcription, canWait: false, _backlog, Recorder, retry, Logger);
        AudioRecovery recovery = new(Store, () => new FrameSegmenter(), _pipeline, Recorder, Log, Logger);
        Late = new(
            left, Store, recovery, Failed, _pipeline, Log, session => $"swictation-replay retry {session}", Logger);
    }

    public async Task RunUntilCaughtUpAsync()
    {
        _running = Late.RunAsync(_stopping.Token);
        await CatchUpAsync();
    }

    /// <summary>Begins to run, and is told to stop when something has happened.</summary>
    public async Task RunUntilAsync(Func<bool> condition, string what)
    {
        _running = Late.RunAsync(_stopping.Token);
        await Eventually.IsTrueAsync(condition, what);
        await _stopping.CancelAsync();
        await _running.WaitAsync(LineClient.Deadline);
    }

    public Task CatchUpAsync() => Late.WaitUntilCaughtUpAsync(CancellationToken.None).WaitAsync(LineClient.Deadline);

    /// <summary>Lets the clock go on until something has happened, and what is due is done.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition, string what)
    {
        await Eventually.IsTrueAsync(
            () =>
            {
                Time.Advance(TimeSpan.FromSeconds(0.5));
                return condition();
            },
            what);
        await CatchUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(_running);
        if (_pipeline is not null) await _pipeline.DisposeAsync();
        await Transcriber.DisposeAsync();
        _gate.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }
}
