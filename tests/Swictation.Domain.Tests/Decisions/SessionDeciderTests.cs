using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Decisions;

public sealed class SessionDeciderTests(ITestOutputHelper output)
{
    private const int Sequences = 500;
    private const int Steps = 40;

    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 15, TimeSpan.Zero);

    private static readonly Dictionary<string, DaemonState> States = new()
    {
        ["idle"] = After(),
        ["recording"] = After(SessionCommand.Start),
        ["paused"] = After(SessionCommand.Start, SessionCommand.Pause),
        ["transcribing"] = Fold(After(SessionCommand.Start), new StateChange(One, Now, Phase.Processing)),
        ["failed"] = Fold(After(SessionCommand.Start), new StateChange(One, Now, Phase.Error)),
        ["interrupted"] = Fold(
            After(SessionCommand.Start),
            new StateChange(One, Now, Phase.Error),
            new AudioInterrupted(One, Now, 3, Reason.Worded("it is gone"))),
        ["preparing"] = Fold(After(), new SessionStart(One, Now)),
        ["no microphone"] = Fold(After(), new StateChange(null, Now, Phase.Error)),
        ["closing"] = Fold(
            After(SessionCommand.Start),
            new SessionRecovered(One, Now, Resumed: false, Now),
            new StateChange(One, Now, Phase.Processing)),
    };

    [Theory]
    [InlineData("idle", SessionCommand.Start, CommandAnswer.Started, "session_start, state_change")]
    [InlineData("idle", SessionCommand.Stop, CommandAnswer.NotRecording, "")]
    [InlineData("idle", SessionCommand.Pause, CommandAnswer.NoSession, "")]
    [InlineData("idle", SessionCommand.Resume, CommandAnswer.NoSession, "")]
    [InlineData("idle", SessionCommand.Cancel, CommandAnswer.NoSession, "")]
    [InlineData("idle", SessionCommand.Toggle, CommandAnswer.Started, "session_start, state_change")]
    [InlineData("recording", SessionCommand.Start, CommandAnswer.AlreadyRecording, "")]
    [InlineData("recording", SessionCommand.Stop, CommandAnswer.Stopped, "session_end, state_change")]
    [InlineData("recording", SessionCommand.Pause, CommandAnswer.Paused, "session_paused, state_change")]
    [InlineData("recording", SessionCommand.Resume, CommandAnswer.AlreadyRecording, "")]
    [InlineData("recording", SessionCommand.Cancel, CommandAnswer.Cancelled, "session_end, state_change")]
    [InlineData("recording", SessionCommand.Toggle, CommandAnswer.Stopped, "session_end, state_change")]
    [InlineData("paused", SessionCommand.Start, CommandAnswer.Resumed, "pause_ended, state_change")]
    [InlineData("paused", SessionCommand.Stop, CommandAnswer.Stopped, "pause_ended, session_end, state_change")]
    [InlineData("paused", SessionCommand.Pause, CommandAnswer.AlreadyPaused, "")]
    [InlineData("paused", SessionCommand.Resume, CommandAnswer.Resumed, "pause_ended, state_change")]
    [InlineData("paused", SessionCommand.Toggle, CommandAnswer.Resumed, "pause_ended, state_change")]
    [InlineData("transcribing", SessionCommand.Start, CommandAnswer.Continued, "state_change")]
    [InlineData("transcribing", SessionCommand.Stop, CommandAnswer.AlreadyStopped, "")]
    [InlineData("transcribing", SessionCommand.Pause, CommandAnswer.NotBeingRecorded, "")]
    [InlineData("transcribing", SessionCommand.Resume, CommandAnswer.NotPaused, "")]
    [InlineData("transcribing", SessionCommand.Toggle, CommandAnswer.Continued, "state_change")]
    [InlineData("failed", SessionCommand.Pause, CommandAnswer.NotBeingRecorded, "")]
    [InlineData("failed", SessionCommand.Start, CommandAnswer.Continued, "state_change")]
    [InlineData("failed", SessionCommand.Toggle, CommandAnswer.Stopped, "session_end, state_change")]
    [InlineData("interrupted", SessionCommand.Pause, CommandAnswer.Paused, "session_paused, state_change")]
    [InlineData("interrupted", SessionCommand.Toggle, CommandAnswer.Stopped, "session_end, state_change")]
    [InlineData("preparing", SessionCommand.Start, CommandAnswer.AlreadyRecording, "")]
    [InlineData("preparing", SessionCommand.Resume, CommandAnswer.AlreadyRecording, "")]
    [InlineData("preparing", SessionCommand.Toggle, CommandAnswer.Stopped, "session_end, state_change")]
    [InlineData("preparing", SessionCommand.Pause, CommandAnswer.Paused, "session_paused, state_change")]
    [InlineData("preparing", SessionCommand.Cancel, CommandAnswer.Cancelled, "session_end, state_change")]
    [InlineData("no microphone", SessionCommand.Toggle, CommandAnswer.Started, "session_start, state_change")]
    [InlineData("no microphone", SessionCommand.Stop, CommandAnswer.NotRecording, "")]
    [InlineData("closing", SessionCommand.Start, CommandAnswer.Started, "session_end, session_start, state_change")]
    [InlineData("closing", SessionCommand.Toggle, CommandAnswer.Started, "session_end, session_start, state_change")]
    [InlineData("closing", SessionCommand.Stop, CommandAnswer.AlreadyStopped, "")]
    [InlineData("idle", SessionCommand.GoOffTheRecord, CommandAnswer.WentOffTheRecord, "off_the_record")]
    [InlineData("recording", SessionCommand.GoOnTheRecord, CommandAnswer.AlreadyOnTheRecord, "")]
    public void Command_in_a_state_comes_to_an_answer_and_events(
        string state, SessionCommand command, CommandAnswer answer, string events)
    {
        var decision = SessionDecider.Decide(States[state], command, isBacklogEmpty: true, Now);

        Assert.Equal(answer, decision.Answer);
        Assert.Equal(events, string.Join(", ", decision.Events.Select(e => EventType.Known[e.GetType()].Name)));
    }

    [Theory]
    [InlineData("idle", SessionCommand.Start, "session_start")]
    [InlineData("no microphone", SessionCommand.Toggle, "state_change idle, session_start")]
    [InlineData("paused", SessionCommand.Resume, "pause_ended")]
    [InlineData("transcribing", SessionCommand.Start, "state_change idle")]
    [InlineData("closing", SessionCommand.Start, "session_end, state_change idle, session_start")]
    public void Session_of_a_microphone_is_being_prepared_until_its_first_sound(
        string state, SessionCommand command, string events)
    {
        var decision = SessionDecider.Decide(
            States[state], command, isBacklogEmpty: true, Now, awaitsSound: true);
        var prepared = Fold(States[state], [.. decision.Events]);
        var session = prepared.Session!.Value;

        Assert.Equal(events, string.Join(", ", decision.Events.Select(Describe)));
        Assert.Equal((true, Phase.Idle, true), (prepared.IsPreparing, prepared.Phase, SessionDecider.IsListening(prepared)));
        Assert.Empty(SessionDecider.Hear(prepared, session.Next(), Now));
        var recording = Fold(prepared, [.. SessionDecider.Hear(prepared, session, Now)]);
        Assert.Equal((false, Phase.Recording), (recording.IsPreparing, recording.Phase));
        Assert.Empty(SessionDecider.Hear(recording, session, Now));
    }

    [Fact]
    public void Session_whose_microphone_does_not_open_is_in_error_until_it_does()
    {
        var lost = Fold(States["preparing"], [.. SessionDecider.Interrupt(States["preparing"], One, 0, Reason.Worded("busy"), Now)]);
        Assert.Equal((Phase.Error, true), (lost.Phase, lost.IsInterrupted));

        var back = Fold(lost, [.. SessionDecider.EndInterruption(lost, One, 2, 2, Now)]);

        Assert.Equal((Phase.Recording, false), (back.Phase, back.IsInterrupted));
    }

    [Fact]
    public void Microphone_that_is_missing_is_an_error_while_no_session_is_open_and_told_once()
    {
        var missing = Fold(States["idle"], [.. SessionDecider.NoteMicrophone(States["idle"], isMissing: true, Now)]);

        Assert.Equal((Phase.Error, false), (missing.Phase, missing.IsOpen));
        Assert.Empty(SessionDecider.NoteMicrophone(missing, isMissing: true, Now));
        Assert.Equal(
            Phase.Idle, Fold(missing, [.. SessionDecider.NoteMicrophone(missing, isMissing: false, Now)]).Phase);
        foreach (var open in new[] { "preparing", "recording", "paused", "transcribing", "interrupted", "closing" })
            Assert.Empty(SessionDecider.NoteMicrophone(States[open], isMissing: true, Now));
    }

    [Fact]
    public void Daemon_that_comes_up_does_not_know_of_a_missing_microphone_yet()
    {
        var recovery = RestartDecider.ComeUp(States["no microphone"], TimeSpan.FromSeconds(30), Now, awaitsSound: true);

        Assert.Equal("state_change idle", string.Join(", ", recovery.Select(Describe)));
    }

    [Theory]
    [InlineData(true, "session_recovered")]
    [InlineData(false, "session_recovered, state_change recording")]
    public void Session_that_was_being_prepared_when_the_daemon_was_killed_goes_on(bool awaitsSound, string events)
    {
        var recovery = RestartDecider.ComeUp(
            States["preparing"], TimeSpan.FromSeconds(30), Now.AddSeconds(1), awaitsSound: awaitsSound);

        Assert.Equal(events, string.Join(", ", recovery.Select(Describe)));
        Assert.True(SessionDecider.IsListening(Fold(States["preparing"], [.. recovery])));
    }

    [Fact]
    public void P13_Session_that_was_being_prepared_ends_without_samples_where_the_last_word_is_against_it()
    {
        var recovery = RestartDecider.ComeUp(
            States["preparing"], TimeSpan.FromSeconds(30), Now.AddSeconds(1), mayGoOn: false, awaitsSound: true);
        var state = Fold(States["preparing"], [.. recovery]);

        Assert.Equal("session_recovered, session_end, state_change idle", string.Join(", ", recovery.Select(Describe)));
        Assert.Equal((false, Phase.Idle, 0d), (state.IsOpen, state.Phase, state.FiguresAt(Now.AddSeconds(9)).DurationS));
    }

    [Fact]
    public void Session_that_is_still_being_transcribed_ends_when_that_is_done()
    {
        var recording = States["recording"];
        var stop = SessionDecider.Decide(recording, SessionCommand.Stop, isBacklogEmpty: false, Now);
        var stopped = Fold(recording, [.. stop.Events]);

        Assert.Equal((Phase.Processing, One), (stopped.Phase, stopped.Session));
        Assert.Empty(SessionDecider.Complete(stopped, new(2), Now));
        Assert.Null(Fold(stopped, [.. SessionDecider.Complete(stopped, One, Now)]).Session);
    }

    [Fact]
    public void Any_sequence_of_commands_keeps_sessions_in_order_and_what_is_refused_changes_nothing()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        for (var sequence = 0; sequence < Sequences; sequence++)
        {
            var state = DaemonState.Initial;
            for (var step = 0; step < Steps; step++)
            {
                var command = random.GetItems(Enum.GetValues<SessionCommand>(), 1)[0];
                var decision = SessionDecider.Decide(state, command, random.Next(2) == 0, Now);
                var after = Fold(state, [.. decision.Events]);

                if (decision.IsRefused) Assert.Empty(decision.Events);
                Assert.InRange(after.LastSession.Value - state.LastSession.Value, 0, 1);
                Assert.Equal(after.IsOpen, after.Session == after.LastSession && after.Session is not null);
                if (command == SessionCommand.Toggle)
                {
                    var stops = state is { IsOpen: true, IsPaused: false, Phase: not Phase.Processing };
                    Assert.Equal(stops, !SessionDecider.IsListening(after));
                }

                state = after;
            }
        }
    }

    private static DaemonState After(params SessionCommand[] commands) => commands.Aggregate(
        Fold(DaemonState.Initial, new StateChange(null, Now, Phase.Idle)),
        (state, command) => Fold(state, [.. SessionDecider.Decide(state, command, isBacklogEmpty: true, Now).Events]));

    private static string Describe(SessionEvent e) => e is StateChange change
        ? $"{StateChange.TypeName} {PhaseName.Of(change.Phase)}"
        : EventType.Known[e.GetType()].Name;

    private static DaemonState Fold(DaemonState state, params SessionEvent[] events) =>
        events.Aggregate(state, (folded, next) => folded.Apply(next));
}
