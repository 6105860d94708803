using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Domain.Tests.State;

public sealed class DaemonStateTests
{
    private static readonly SessionId First = new(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly DaemonState Recording =
        Fold(new SessionStart(First, Start), new StateChange(First, Start, Phase.Recording));

    [Fact]
    public void Before_the_first_event_the_daemon_is_idle_and_has_no_session()
    {
        var state = DaemonState.Initial;

        Assert.Equal((Phase.Idle, false, null), (state.Phase, state.IsOpen, state.Session));
        Assert.Equal(First, state.LastSession.Next());
        Assert.Equal(default, state.FiguresAt(Start));
    }

    [Fact]
    public void A_session_that_was_started_is_open_and_recording()
    {
        Assert.Equal((Phase.Recording, true, First), (Recording.Phase, Recording.IsOpen, Recording.Session));
        Assert.Equal((First, Start, Start), (Recording.LastSession, Recording.StartedAt, Recording.LastEventAt));
    }

    [Fact]
    public void Several_events_at_once_give_what_they_give_one_by_one_and_change_no_state_that_was_there_before()
    {
        var second = First.Next();
        List<SessionEvent> events =
        [
            new Transcription(First, At(1), "one", 0, 5, 1),
            new Transcription(First, At(2), "two", 0, 6, 2),
            new Transcription(second, At(3), "of another session", 0, 7, 3),
            new SegmentMeasured(First, At(2), 1, 2, 3, 4),
            new Transcription(First, At(1), "late", 0, 8, 4),
            new SessionPaused(First, At(4)),
            new Transcription(First, At(5), "in the pause", 0, 9, 5),
            new SessionEnd(First, At(6)),
            new Transcription(First, At(7), "behind the end", 0, 10, 6),
            new SessionStart(second, At(8)),
            new Transcription(second, At(9), "of the next", 0, 11, 7),
        ];
        var before = Recording with { };

        for (var (count, state) = (0, Recording); count < events.Count; count++)
        {
            state = state.Apply(events[count]);

            Assert.Equal(state, Recording.Apply(events[..(count + 1)]));
        }

        Assert.Equal(before, Recording);
    }

    [Fact]
    public void A_session_that_was_started_is_being_prepared_until_its_state_says_more()
    {
        var state = Fold(new SessionStart(First, Start));

        Assert.Equal((true, Phase.Idle, true), (state.IsOpen, state.Phase, state.IsPreparing));
        Assert.False(state.Apply(new SessionPaused(First, At(1))).IsPreparing);
        Assert.False(state.Apply(new StateChange(First, At(1), Phase.Recording)).IsPreparing);
    }

    [Fact]
    public void An_imported_session_takes_a_number_and_changes_nothing_else()
    {
        var imported = new SessionImported(new(7), Start.AddYears(-1), new("a log", 1, 0), Start, 60, 1, 2, 9, 2, 200);
        var segment = new SegmentImported(new(7), Start.AddYears(-1), new("a log", 1, 1), 2, 2, 9, 100, 200, "long ago");

        var state = Recording.Apply(imported).Apply(segment);

        Assert.Equal(new SessionId(2), Recording.NextSession);
        Assert.Equal(new SessionId(8), state.NextSession);
        Assert.Equal(
            (Recording.Session, Recording.LastSession, Recording.Phase, Recording.LastEventAt, Recording.FiguresAt(Start)),
            (state.Session, state.LastSession, state.Phase, state.LastEventAt, state.FiguresAt(Start)));
        Assert.Equal(new SessionId(8), state.Apply(new SessionEnd(First, At(9))).Apply(new SessionStart(new(2), At(10))).NextSession);
    }

    [Fact]
    public void A_session_that_is_being_processed_is_still_open()
    {
        var state = Recording.Apply(new StateChange(First, At(9), Phase.Processing));

        Assert.Equal((Phase.Processing, First), (state.Phase, state.Session));
    }

    [Fact]
    public void A_session_that_has_ended_is_closed_and_its_number_and_figures_stay()
    {
        var state = Fold(
            Recording,
            Said(2, 10, 300),
            new SessionEnd(First, At(30)),
            new StateChange(null, At(31), Phase.Idle));

        Assert.Equal((Phase.Idle, false, First), (state.Phase, state.IsOpen, state.LastSession));
        Assert.Equal((At(30), At(30)), (state.EndedAt, state.LastEventAt));
        Assert.Equal(new(1, 10, 0, 30, 300), state.FiguresAt(At(500)));
    }

    [Fact]
    public void The_next_session_begins_with_nothing_but_the_metrics()
    {
        var metrics = new MetricsUpdate(First, At(3), Phase.Recording, new(1, 10, 20, 3, 300), default);

        var state = Fold(
            Recording, Said(2, 10, 300), metrics, new SessionEnd(First, At(30)), new SessionStart(new(2), At(40)));

        Assert.Equal((new SessionId(2), At(40), null), (state.Session, state.StartedAt, state.EndedAt));
        Assert.Equal(default, state.FiguresAt(At(40)));
        Assert.Equal(metrics, state.LastMetrics);
    }

    [Fact]
    public void A_session_that_was_found_open_goes_on_with_its_figures()
    {
        var state = Fold(Recording, Said(2, 10, 300), new SessionRecovered(First, At(20), true, At(2)), Said(25, 5, 200));

        Assert.Equal((Phase.Recording, First), (state.Phase, state.Session));
        Assert.Equal(new(2, 15, 0, 30, 200), state.FiguresAt(At(30)));
    }

    [Fact]
    public void Words_per_minute_count_spoken_time_where_it_is_known()
    {
        var measured = new SegmentMeasured(First, At(8), 5, 3, 10, 100);

        var state = Fold(Recording, Said(8, 6, 250), measured, Said(18, 4, 150), measured with { DurationS = 2 });

        Assert.Equal(new(2, 10, 120, 20, 150), state.FiguresAt(At(20)));
    }

    [Fact]
    public void A_clock_that_went_back_makes_no_negative_duration() =>
        Assert.Equal(0, Recording.FiguresAt(At(-100)).DurationS);

    [Fact]
    public void Figures_of_a_closed_session_that_was_not_read_again_come_from_its_metrics()
    {
        SessionFigures figures = new(7, 70, 140, 30, 200);

        var state = Fold(
            Recording,
            new MetricsUpdate(First, At(30), Phase.Recording, figures, default),
            new SessionEnd(First, At(30)));

        Assert.Equal(figures, state.FiguresAt(At(60)));
    }

    [Fact]
    public void A_segment_that_failed_changes_nothing_but_the_time_of_the_last_event()
    {
        var state = Recording.Apply(new SegmentFailed(First, At(5), 1, 2, "no memory"));

        Assert.Equal(At(5), state.LastEventAt);
        Assert.Equal(Recording.FiguresAt(At(5)), state.FiguresAt(At(5)));
    }

    [Fact]
    public void An_unknown_event_outside_the_session_changes_nothing()
    {
        var unknown = new UnknownEvent(null, At(5), new("mood_changed"), 3, default);

        Assert.Equal(Recording, Recording.Apply(unknown));
    }

    [Fact]
    public void A_state_change_outside_the_session_is_not_an_event_of_it()
    {
        var state = Recording.Apply(new StateChange(null, At(5), Phase.Error));

        Assert.Equal((Phase.Error, Start), (state.Phase, state.LastEventAt));
    }

    [Fact]
    public void P7_Folding_a_prefix_and_then_the_rest_is_folding_all()
    {
        var faker = new EventFaker(7);
        SessionEvent[] log = [.. faker.Session(new(1), 12), .. faker.Session(new(2), 0), .. faker.Session(new(3), 9)];
        var whole = Fold(log);

        for (var split = 0; split <= log.Length; split++)
            Assert.Equal(whole, Fold(Fold(log[..split]), log[split..]));
    }

    [Fact]
    public void A_session_that_is_about_to_be_closed_ends_with_what_was_said_last_and_not_with_its_recovery()
    {
        var state = Fold(
            Recording,
            new SessionRecovered(First, At(9_000), Resumed: false, At(10)),
            new StateChange(First, At(9_000), Phase.Processing),
            new MetricsUpdate(First, At(9_001), Phase.Processing, default, default));
        Assert.Equal((true, At(10)), (state.IsClosing, state.LastEventAt));
        Assert.Equal(10, state.FiguresAt(At(9_001)).DurationS);

        // Another crash changes nothing.
        state = Fold(state, new SessionRecovered(First, At(20_000), Resumed: false, At(10)), Said(12, 5, 200));
        Assert.Equal((true, At(12), 5), (state.IsClosing, state.LastEventAt, state.Words));

        Assert.False(Fold(state, new SessionEnd(First, At(12), SessionEndReason.Recovered)).IsClosing);
    }

    [Fact]
    public void What_is_said_late_does_not_take_a_session_back_in_time()
    {
        var state = Fold(Recording, new StateChange(First, At(20), Phase.Recording), Said(3, 10, 300));

        Assert.Equal((At(20), 10), (state.LastEventAt, state.Words));
    }

    [Fact]
    public void What_is_withheld_late_does_not_take_a_session_back_in_time_either()
    {
        var state = Fold(
            Recording,
            new StateChange(First, At(20), Phase.Recording),
            new SegmentWithheld(First, At(10), 8, 0.5, new(ReasonCode.NobodySpeaks), 0.1));

        Assert.Equal(At(20), state.LastEventAt);
    }

    [Fact]
    public void What_is_said_late_in_a_closed_session_changes_nothing_but_the_log()
    {
        var next = Fold(Recording, new SessionEnd(First, At(30)), new SessionStart(new(2), At(40)));

        Assert.Equal(next, Fold(next, Said(5, 10, 300), new SegmentMeasured(First, At(5), 4, 1, 0, 0)));
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static Transcription Said(double atS, int words, double latencyMs) =>
        new(First, At(atS), "words", 0, latencyMs, words);

    private static DaemonState Fold(params SessionEvent[] events) => Fold(DaemonState.Initial, events);

    private static DaemonState Fold(DaemonState from, params SessionEvent[] events) =>
        events.Aggregate(from, (state, recorded) => state.Apply(recorded));
}
