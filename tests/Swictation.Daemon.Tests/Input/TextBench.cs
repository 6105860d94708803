using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Input;
using Swictation.Daemon.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Input;

/// <summary>A running <see cref="TextInput"/> on a real FIFO or file, with a recorder behind it.</summary>
internal sealed class TextBench : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly RecordingGate _gate = new();
    private readonly TextInput _input;
    private readonly string _path;

    /// <summary>On a FIFO; with contents, on a file that holds them.</summary>
    public TextBench(bool endsWithWriter = false, string? contents = null)
    {
        _path = _directory.File("lines");
        if (contents is null)
            Fifo.Make(_path);
        else
            File.WriteAllText(_path, contents);
        _input = new(
            InterruptibleReader.Open(_path),
            endsWithWriter,
            new FakeLateAudio(),
            Time,
            NullLogger<TextInput>.Instance);
        Disk = new(Log);
        Recorder = new(Disk, DaemonState.Initial, _gate, _input, new SteadyLoad(), Time);
        Recorder.ComeUp([new StateChanged(null, Time.GetUtcNow(), Phase.Idle)]);
        Running = _input.RunAsync(Recorder, _gate, _stopping.Token);
    }

    public ManualTimeProvider Time { get; } = new();

    public InMemoryEventLog Log { get; } = new();

    public FailingEventLog Disk { get; }

    public SessionRecorder Recorder { get; }

    public Task Running { get; }

    /// <summary>What was said, each with its session.</summary>
    public IEnumerable<(long Session, string Text)> Said =>
        Log.Events().OfType<SegmentTranscribed>().Select(said => (said.Session.Value, said.Text));

    public FileStream OpenWriter() => Fifo.OpenWriter(_path);

    public Task StopDaemonAsync() => _stopping.CancelAsync();

    public Task TextsAsync(int count) =>
        Eventually.IsTrueAsync(() => Log.Texts().Length >= count, $"{count} lines are recorded");

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAny(Running);
        await _input.DisposeAsync();
        _gate.Dispose();
        _stopping.Dispose();
        _directory.Dispose();
    }
}
