using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class ConcurrentRecordingTests
{
    private const int Threads = 8;
    private const int CallsPerThread = 500;

    [Fact]
    public async Task Eight_threads_that_call_everything_leave_a_legal_log()
    {
        using var bench = RecorderBench.Idle();

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(seed => Task.Factory.StartNew(
            () => CallEverything(bench, seed),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        var events = bench.Log.Events();
        Assert.Equal(bench.Log.Head, events.Count);
        AssertLegal(events);
        Assert.Equal(events.OfType<SessionStart>().Last().Session, bench.Recorder.State.LastSession);
    }

    private static void CallEverything(RecorderBench bench, int seed)
    {
        var random = new Random(seed);
        for (var call = 0; call < CallsPerThread; call++)
        {
            var session = bench.Recorder.State.Session ?? new(1);
            bench.Backlog.IsEmpty = random.Next(2) == 0;
            bench.Time.Advance(TimeSpan.FromMilliseconds(random.Next(100)));
            switch (random.Next(7))
            {
                case 0: bench.Recorder.Start(); break;
                case 1: bench.Recorder.Stop(); break;
                case 2: bench.Recorder.Toggle(); break;
                case 3: bench.TryRecord(session.Value, "one", "two"); break;
                case 4: bench.Recorder.RecordFailure(session, new(default, default, "no")); break;
                case 5: bench.Recorder.UpdateMetrics(); break;
                default: bench.Recorder.Complete(session); break;
            }
        }
    }

    // What belongs to a session stands between its start and its end, and no two sessions are open.
    private static void AssertLegal(List<SessionEvent> events)
    {
        SessionId? open = null;
        var last = new SessionId(0);
        foreach (var recorded in events)
        {
            switch (recorded)
            {
                case SessionStart started:
                    Assert.Null(open);
                    Assert.Equal(last.Next(), started.Session);
                    open = last = started.Session;
                    break;
                case SessionEnd ended:
                    Assert.Equal(open, ended.Session);
                    open = null;
                    break;
                case StateChange { Phase: Phase.Idle }:
                    Assert.Null(open);
                    break;
                default:
                    Assert.Equal(open, recorded.InSession);
                    break;
            }
        }
    }
}
