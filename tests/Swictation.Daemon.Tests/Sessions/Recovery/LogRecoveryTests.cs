using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

public sealed class LogRecoveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = Start.AddSeconds(5);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly SessionId Session = new(4);

    [Fact]
    public void Empty_log_gets_to_know_that_it_is_idle()
    {
        var recovery = RestartDecider.ComeUp(DaemonState.Initial, Window, Last);

        Assert.Equal([new StateChange(null, Last, Phase.Idle)], recovery);
    }

    [Theory]
    [InlineData(false, Phase.Recording)]
    [InlineData(true, Phase.Idle)]
    public void Daemon_that_was_killed_while_it_stored_what_it_had_held_goes_on_and_takes_the_error_back(
        bool isStopped, Phase phase)
    {
        List<SessionEvent> events =
        [
            .. OpenSession(),
            new StateChange(Session, Last, Phase.Error),
            new StorageFailed(Session, Last, Reason.Worded("the disk is full")),
        ];
        if (isStopped) events.Insert(events.Count - 2, new SessionPaused(Session, Last));
        if (isStopped) events.Insert(events.Count - 2, new StateChange(Session, Last, Phase.Idle));

        var recovery = RestartDecider.ComeUp(State([.. events]), Window, Last.AddSeconds(1));

        Assert.Equal([typeof(SessionRecovered), typeof(StateChange)], recovery.Select(e => e.GetType()));
        Assert.Equal(phase, ((StateChange)recovery[1]).Phase);
    }

    [Fact]
    public void Log_that_says_that_it_is_idle_gets_nothing()
    {
        var state = State([
            .. OpenSession(),
            new SessionEnd(Session, Last),
            new StateChange(Session, Last, Phase.Idle),
            Metrics(null),
        ]);

        Assert.Empty(RestartDecider.ComeUp(state, Window, Last.AddDays(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void Session_whose_last_event_is_recent_goes_on(int seconds)
    {
        var now = Last.AddSeconds(seconds);

        var recovery = RestartDecider.ComeUp(State(OpenSession()), Window, now);

        Assert.Equal([new SessionRecovered(Session, now, Resumed: true, Last)], recovery);
    }

    [Fact]
    public void Session_that_has_lost_its_microphone_goes_on_and_looks_for_it()
    {
        var state = State([
            .. OpenSession(),
            new StateChange(Session, Last, Phase.Error),
            new AudioInterrupted(Session, Last, StartS: 5, Reason.Worded("it is gone")),
        ]);

        var recovery = RestartDecider.ComeUp(state, Window, Last.AddSeconds(1));

        Assert.Equal(
            [
                new SessionRecovered(Session, Last.AddSeconds(1), Resumed: true, Last),
                new StateChange(Session, Last.AddSeconds(1), Phase.Recording),
            ],
            recovery);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-30)]
    public void Session_goes_on_behind_its_last_event_when_the_clock_was_set_back_a_little(int seconds)
    {
        var recovery = RestartDecider.ComeUp(State(OpenSession()), Window, Last.AddSeconds(seconds));

        Assert.Equal([new SessionRecovered(Session, Last, Resumed: true, Last)], recovery);
    }

    [Fact]
    public void Session_whose_age_the_clock_does_not_tell_is_closed()
    {
        var now = Last.AddSeconds(-31);

        AssertCloses(RestartDecider.ComeUp(State(OpenSession()), Window, now), now);
    }

    [Fact]
    public void Older_session_is_closed_with_the_time_of_its_last_event()
    {
        var now = Last.AddSeconds(30).AddMicroseconds(1);

        AssertCloses(RestartDecider.ComeUp(State(OpenSession()), Window, now), now);
    }

    [Theory]
    [InlineData(Phase.Processing)]
    [InlineData(Phase.Error)]
    public void Session_that_was_not_being_recorded_is_closed_also_when_it_is_recent(Phase phase)
    {
        var state = State([.. OpenSession(), new StateChange(Session, Last, phase)]);

        AssertCloses(RestartDecider.ComeUp(state, Window, Last), Last);
    }

    [Fact]
    public void Without_a_window_only_a_session_of_this_moment_goes_on()
    {
        var state = State(OpenSession());

        Assert.Single(RestartDecider.ComeUp(state, TimeSpan.Zero, Last));
        Assert.Equal(3, RestartDecider.ComeUp(state, TimeSpan.Zero, Last.AddMicroseconds(1)).Length);
    }

    [Fact]
    public void Older_session_with_audio_is_closed_when_that_is_transcribed()
    {
        var now = Last.AddHours(1);

        Assert.Equal(
            [
                new SessionRecovered(Session, now, Resumed: false, Last),
                new StateChange(Session, now, Phase.Processing),
            ],
            RestartDecider.ComeUp(State(OpenSession()), Window, now, hasAudio: true));
    }

    [Fact]
    public void What_was_closed_by_a_recovery_needs_no_other_one()
    {
        var open = State(OpenSession());
        var recovery = RestartDecider.ComeUp(open, Window, Last.AddHours(1));

        var state = recovery.Append(Metrics(null)).Aggregate(open, (folded, next) => folded.Apply(next));

        Assert.Empty(RestartDecider.ComeUp(state, Window, Last.AddHours(2)));
    }

    [Fact]
    public void Fold_of_stored_events_is_the_state_that_was_recorded()
    {
        var events = new EventFaker(seed: 11).Session(new(1), segments: 20).ToList();
        events.AddRange(new EventFaker(seed: 12).Session(new(2), segments: 5).SkipLast(2));

        var folded = LogRecovery.Fold(events.Select((recorded, index) => Stored(index + 1, recorded)));

        Assert.Equal(State(events), folded);
        Assert.Equal((new SessionId(2), 5), (folded.Session, folded.Segments));
    }

    [Fact]
    public void Fold_of_nothing_is_the_initial_state()
    {
        Assert.Equal(DaemonState.Initial, LogRecovery.Fold([]));
    }

    private static void AssertCloses(IReadOnlyList<SessionEvent> recovery, DateTimeOffset now) =>
        Assert.Equal(
            [
                new SessionRecovered(Session, now, Resumed: false, Last),
                new SessionEnd(Session, Last, SessionEndReason.Recovered),
                new StateChange(Session, now, Phase.Idle),
            ],
            recovery);

    private static SessionEvent[] OpenSession() =>
        [
            new SessionStart(Session, Start),
            new StateChange(Session, Start, Phase.Recording),
            new Transcription(Session, Last, "hello", 100, 50, 1),
        ];

    private static MetricsUpdate Metrics(SessionId? session) => new(session, Last, Phase.Idle, default, default);

    private static DaemonState State(IEnumerable<SessionEvent> events) =>
        events.Aggregate(DaemonState.Initial, (folded, next) => folded.Apply(next));

    private static StoredEvent Stored(long sequence, SessionEvent recorded)
    {
        var form = WireWriter.ToAppend(recorded);
        return new(sequence, form.Session, form.AtMicroseconds, form.Type, form.Version, form.Body);
    }
}
