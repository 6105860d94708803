using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>A disk that fails and works at random, whatever is done meanwhile.</summary>
public sealed class UnsteadyDiskTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void P7_Everything_that_was_said_is_stored_once_and_in_order_and_the_state_is_what_the_log_says(int seed)
    {
        using var bench = RecorderBench.Idle();
        var random = new Random(seed);
        var isBad = false;
        bench.Disk.FailsNow = () =>
        {
            if (random.Next(20) == 0) isBad = !isBad;
            return isBad;
        };
        var said = new List<string>();
        for (var call = 0; call < 3_000; call++) DoSomething(bench, random, said);

        bench.Disk.FailsNow = () => false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.NotInRange(bench.Disk.Failures, 0, 20);
        Assert.Equal(said, bench.Log.Texts());
        AssertSessionsAreWhole(bench.Log.Events());
        var folded = LogRecovery.Fold(bench.Log.EventsAfter(0));
        Assert.Equal(folded, bench.Recorder.State);
        Assert.Equal(folded.Phase, bench.Log.Events().OfType<StateChange>().Last().Phase);
    }

    private static void DoSomething(RecorderBench bench, Random random, List<string> said)
    {
        bench.Advance(random.NextDouble() / 4);
        bench.Backlog.IsEmpty = random.Next(2) == 0;
        var session = bench.Recorder.State.Session ?? new(1);
        switch (random.Next(8))
        {
            case 0: bench.Recorder.Toggle(); break;
            case 1: bench.Recorder.Complete(session); break;
            case 2 when random.Next(10) == 0: bench.Recorder.Fail(session); break;
            case < 5: bench.Recorder.UpdateMetrics(); break;
            default:
                var text = $"sentence {said.Count}";
                if (bench.TryRecord(session.Value, text)) said.Add(text);
                break;
        }
    }

    private static void AssertSessionsAreWhole(List<SessionEvent> events)
    {
        SessionId? open = null;
        foreach (var recorded in events)
        {
            switch (recorded)
            {
                case SessionStart started:
                    Assert.Null(open);
                    open = started.Session;
                    break;
                case SessionEnd ended:
                    Assert.Equal(open, ended.Session);
                    open = null;
                    break;
                case Transcription transcribed:
                    Assert.Equal(open, transcribed.Session);
                    break;
            }
        }
    }
}
