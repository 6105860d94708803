using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>What a daemon makes of a session that was paused when the last one was killed.</summary>
public sealed class PausedSessionRecoveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset PausedAt = Start.AddSeconds(5);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly SessionId One = new(1);

    [Fact]
    public void P7_Paused_session_stays_paused_and_no_microphone_opens_by_itself()
    {
        var state = Paused();
        var now = PausedAt.AddSeconds(90);

        var recovery = RestartDecider.ComeUp(state, Window, now);

        Assert.Equal([new SessionRecovered(One, now, Resumed: true, PausedAt)], recovery);
        using var bench = new RecorderBench(new InMemoryEventLog(), state);
        bench.Recorder.ComeUp(recovery);
        Assert.True(bench.Recorder.State is { IsPaused: true, IsOpen: true, Phase: Phase.Idle });
        Assert.False(bench.IsGateOpen);
        Assert.Equal("Recording resumed", bench.Recorder.Toggle().Message());
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void Session_that_was_paused_long_ago_is_closed_and_its_duration_has_no_pause()
    {
        var now = PausedAt.AddSeconds(60) + Window + MetricsUpdate.IdleInterval + TimeSpan.FromMicroseconds(1);

        var recovery = RestartDecider.ComeUp(Paused(metricsAt: PausedAt.AddSeconds(60)), Window, now);

        Assert.Equal(
            [
                new SessionRecovered(One, now, Resumed: false, PausedAt.AddSeconds(60)),
                new PauseEnded(One, PausedAt.AddSeconds(60), 60),
                new SessionEnd(One, PausedAt.AddSeconds(60), SessionEndReason.Recovered),
                new StateChange(One, now, Phase.Idle),
            ],
            recovery);
        var closed = recovery.Aggregate(Paused(), (state, next) => state.Apply(next));
        Assert.Equal(5, closed.DurationSAt(closed.EndedAt!.Value));
    }

    [Fact]
    public void Without_a_window_no_session_goes_on()
    {
        var recovery = RestartDecider.ComeUp(Paused(), TimeSpan.Zero, PausedAt.AddSeconds(1));

        Assert.IsType<SessionEnd>(recovery[^2]);
    }

    [Fact]
    public void What_was_heard_before_the_pause_is_transcribed_and_then_it_is_idle()
    {
        var processing = Paused().Apply(new StateChange(One, PausedAt, Phase.Processing));
        using var bench = new RecorderBench(new InMemoryEventLog(), processing);
        bench.Backlog.IsEmpty = false;

        bench.Recorder.ComeUp(RestartDecider.ComeUp(processing, Window, PausedAt.AddSeconds(1), hasAudio: true));
        Assert.True(bench.Recorder.State is { IsPaused: true, Phase: Phase.Processing });
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(One);

        Assert.True(bench.Recorder.State is { IsPaused: true, Phase: Phase.Idle });
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void Where_nothing_of_that_is_left_it_is_idle_at_once()
    {
        var processing = Paused().Apply(new StateChange(One, PausedAt, Phase.Processing));

        var recovery = RestartDecider.ComeUp(processing, Window, PausedAt.AddSeconds(1));

        Assert.Equal(new StateChange(One, PausedAt.AddSeconds(1), Phase.Idle), recovery[^1]);
    }

    [Fact]
    public void P13_Pause_whose_change_of_state_was_lost_with_the_end_of_the_log_opens_no_microphone()
    {
        SessionEvent[] events =
        [
            new SessionStart(One, Start), new StateChange(One, Start, Phase.Recording), new SessionPaused(One, PausedAt),
        ];
        var damaged = events.Aggregate(DaemonState.Initial, (state, next) => state.Apply(next));
        Assert.Equal(Phase.Recording, damaged.Phase);
        using var bench = new RecorderBench(new InMemoryEventLog(), damaged);

        bench.Recorder.ComeUp(RestartDecider.ComeUp(damaged, Window, PausedAt.AddSeconds(1)));

        Assert.True(bench.Recorder.State is { IsPaused: true, Phase: Phase.Idle });
        Assert.False(bench.IsGateOpen);
    }

    private static DaemonState Paused(DateTimeOffset? metricsAt = null)
    {
        SessionEvent[] events =
        [
            new SessionStart(One, Start),
            new StateChange(One, Start, Phase.Recording),
            new SessionPaused(One, PausedAt),
            new StateChange(One, PausedAt, Phase.Idle),
            new MetricsUpdate(One, metricsAt ?? PausedAt, Phase.Idle, default, default),
        ];
        return events.Aggregate(DaemonState.Initial, (state, next) => state.Apply(next));
    }
}
