using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>A running <see cref="TextInput"/> on a real FIFO or file, with a recorder behind it.</summary>
internal sealed class TextBench : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingGate _gate = new();
    private readonly InterruptibleReader _reader;
    private readonly string _path;

    /// <summary>On a FIFO; with contents, on a file that holds them.</summary>
    public TextBench(bool endsWithWriter = false, string? contents = null)
    {
        _path = _directory.File("lines");
        if (contents is null)
            Fifo.Make(_path);
        else
            File.WriteAllText(_path, contents);
        _reader = InterruptibleReader.Open(_path);
        Disk = new(Log);
        PatientLog patient = new(Disk, new(), Time, NullLogger<PatientLog>.Instance);
        Recorder = new(patient, DaemonState.Initial, _gate, new FakeBacklog(), new SteadyLoad(), Time);
        Recorder.ComeUp([new StateChange(null, Time.GetUtcNow(), Phase.Idle)]);
        TextInput input = new(
            _reader, endsWithWriter, new FakeLateAudio(), Recorder, _gate, Time, NullLogger<TextInput>.Instance);
        Running = input.RunAsync(_stopping.Token);
    }

    public FakeClock Time { get; } = new();

    public InMemoryEventLog Log { get; } = new();

    public FailingEventLog Disk { get; }

    public SessionRecorder Recorder { get; }

    public Task Running { get; }

    /// <summary>What was said, each with its session.</summary>
    public IEnumerable<(long Session, string Text)> Said =>
        Log.Events().OfType<Transcription>().Select(said => (said.Session.Value, said.Text));

    public FileStream OpenWriter() => Fifo.OpenWriter(_path);

    /// <summary>Segments that <see cref="FillMemory"/> has recorded.</summary>
    public int Filling { get; private set; }

    /// <summary>Records on a full disk until no more fits into memory.</summary>
    public void FillMemory()
    {
        RecognisedSegment[] large = [new(new string('x', 1_000_000), 0)];
        RecognisedSegment[] small = [new(new string('x', 1_000), 0)];
        Fill(large);
        Fill(small);
        Fill([new("", 0)]);

        void Fill(RecognisedSegment[] segment)
        {
            try
            {
                while (Recorder.TryRecord(new(1), segment)) Filling++;
            }
            catch (EventLogWriteException)
            {
                Assert.Equal(Phase.Error, Recorder.Phase);
            }
        }
    }

    public Task HeardAsync(int count) =>
        Eventually.IsTrueAsync(() => Recorder.State.Segments >= count, $"{count} lines are heard");

    public Task StopDaemonAsync() => _stopping.CancelAsync();

    public Task TextsAsync(int count) =>
        Eventually.IsTrueAsync(() => Log.Texts().Length >= count, $"{count} lines are recorded");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(Running);
        _reader.Dispose();
        _gate.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }
}
