using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>A recorder with everything around it under the control of a test.</summary>
internal sealed class RecorderBench : IDisposable
{
    public RecorderBench()
        : this(new InMemoryEventLog(), DaemonState.Initial)
    {
    }

    /// <summary>A daemon that comes up on a log in which something stands already.</summary>
    /// <param name="time">The machine's clock; null for one of its own.</param>
    public RecorderBench(
        InMemoryEventLog log,
        DaemonState state,
        WordKeeper? words = null,
        bool awaitsSound = false,
        FakeClock? time = null)
    {
        Time = time ?? new();
        Log = log;
        Disk = new(log);
        PatientLog patient = new(Disk, Outages, Time, NullLogger<PatientLog>.Instance);
        Recorder = new(patient, state, Gate, Backlog, new SteadyLoad(), Time, Suspensions, words, awaitsSound);
    }

    public FakeClock Time { get; }

    public FakeSuspensions Suspensions { get; } = new();

    public InMemoryEventLog Log { get; }

    public FailingEventLog Disk { get; }

    public OutageNotice Outages { get; } = new();

    public FakeBacklog Backlog { get; } = new();

    public RecordingGate Gate { get; } = new();

    public SessionRecorder Recorder { get; }

    /// <summary>A recorder that has come up and is idle.</summary>
    public static RecorderBench Idle()
    {
        var bench = new RecorderBench();
        bench.Recorder.ComeUp([new StateChange(null, bench.Time.GetUtcNow(), Phase.Idle)]);
        return bench;
    }

    /// <summary>A recorder in session 1, whose log so far is of no interest.</summary>
    public static RecorderBench Recording()
    {
        var bench = Idle();
        bench.Recorder.Start();
        return bench;
    }

    /// <summary>A recorder whose session 1 was stopped while something is still to be transcribed.</summary>
    public static RecorderBench Processing()
    {
        var bench = Recording();
        bench.Backlog.IsEmpty = false;
        bench.Recorder.Stop();
        return bench;
    }

    /// <summary>The machine is suspended: the wall clock goes on, timestamps and timers stand still.</summary>
    public void Sleep(TimeSpan duration)
    {
        Time.SetWallClock(duration);
        Suspensions.Total += duration;
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Text from another recogniser, which comes now.</summary>
    public bool TryRecord(long session, params string[] texts) =>
        Recorder.TryRecord(
            new(session), [.. texts.Select(text => new RecognisedSegment(text, Time.GetTimestamp()))]);

    /// <summary>True if somebody who reads the source would be let through.</summary>
    public bool IsGateOpen => Gate.WaitAsync(CancellationToken.None).IsCompleted;

    public void Dispose() => Gate.Dispose();
}
