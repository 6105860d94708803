using System.Collections.Immutable;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;

namespace Swictation.Domain.Decisions;

/// <summary>
/// What commands and happenings mean in the state that the log says: pure functions from state to the events that are to
/// be appended. Whoever appends them adds the metrics.
/// </summary>
public static class SessionDecider
{
    /// <summary>
    /// The one rule of toggle: it stops a session that is open and not paused, and starts otherwise. A session that was
    /// stopped before and is still being transcribed counts as over. Other commands are what they are.
    /// </summary>
    public static SessionCommand Resolve(DaemonState state, SessionCommand command)
    {
        if (command != SessionCommand.Toggle) return command;

        return state is { IsOpen: true, IsPaused: false, Phase: not Phase.Processing }
            ? SessionCommand.Stop
            : SessionCommand.Start;
    }

    /// <param name="isBacklogEmpty">Everything that was heard is transcribed.</param>
    /// <param name="now">The time of the events.</param>
    public static Decision Decide(
        DaemonState state, SessionCommand command, bool isBacklogEmpty, DateTimeOffset now) =>
        Resolve(state, command) switch
        {
            SessionCommand.Start => Start(state, now),
            SessionCommand.Stop => Stop(state, isBacklogEmpty, now),
            SessionCommand.Pause => Pause(state, isBacklogEmpty, now),
            SessionCommand.Resume => Resume(state, now),
            SessionCommand.Cancel => Cancel(state, now),
            SessionCommand.GoOffTheRecord => SetOffTheRecord(state, isWanted: true, now),
            SessionCommand.GoOnTheRecord => SetOffTheRecord(state, isWanted: false, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };

    /// <summary>Everything that was heard is transcribed: a stopped session ends, and a paused one becomes idle.</summary>
    public static ImmutableArray<SessionEvent> Complete(DaemonState state, SessionId session, DateTimeOffset now)
    {
        if (state.Session != session || state.Phase != Phase.Processing) return [];

        return CanResume(state) ? [new StateChanged(session, now, Phase.Idle)] : [.. End(state, session, now)];
    }

    /// <summary>The source has failed: the session stays open, in error, until somebody stops it.</summary>
    public static ImmutableArray<SessionEvent> Fail(DaemonState state, SessionId session, DateTimeOffset now) =>
        state.Session == session && state.Phase == Phase.Recording
            ? [new StateChanged(session, now, Phase.Error)]
            : [];

    /// <summary>
    /// The microphone is lost: the session goes on when it is back, and is in error until then. The state says so first:
    /// interfaces show only that.
    /// </summary>
    /// <param name="heardUpToS">Seconds of the session that were recorded.</param>
    public static ImmutableArray<SessionEvent> Interrupt(
        DaemonState state, SessionId session, double heardUpToS, string reason, DateTimeOffset now) =>
        state.Session == session && state.Phase == Phase.Recording
            ? [new StateChanged(session, now, Phase.Error), new AudioInterrupted(session, now, heardUpToS, Reason.Worded(reason))]
            : [];

    /// <summary>The microphone is back.</summary>
    /// <param name="goesOnAtS">Where in the session's audio, in seconds.</param>
    /// <param name="lostS">Seconds in which nothing was heard.</param>
    public static ImmutableArray<SessionEvent> EndInterruption(
        DaemonState state, SessionId session, double goesOnAtS, double lostS, DateTimeOffset now) =>
        state.Session == session && state.IsInterrupted
            ? [new AudioResumed(session, now, goesOnAtS, lostS), new StateChanged(session, now, Phase.Recording)]
            : [];

    /// <summary>True while the source of the open session is listened to, or waited for because it is lost.</summary>
    public static bool IsListening(DaemonState state) => state.Phase == Phase.Recording || state.IsInterrupted;

    private static bool CanResume(DaemonState state) => state is { IsPaused: true, IsClosing: false };

    private static Decision Start(DaemonState state, DateTimeOffset now)
    {
        if (state.Phase == Phase.Recording) return Decision.Nothing(CommandAnswer.AlreadyRecording);
        if (CanResume(state)) return Resume(state, now);

        // One that a restart is about to close ends first; what it still lacks is recorded late.
        ImmutableArray<SessionEvent> ended = state is { Session: { } left, IsClosing: true }
            ? [.. EndOnly(state, left, now)]
            : [];
        if (state is { Session: { } open, IsClosing: false })
            return new(CommandAnswer.Continued, [new StateChanged(open, now, Phase.Recording)]);

        var next = state.LastSession.Next();
        return new(
            CommandAnswer.Started,
            [.. ended, new SessionStarted(next, now), new StateChanged(next, now, Phase.Recording)]);
    }

    private static Decision Stop(DaemonState state, bool isBacklogEmpty, DateTimeOffset now)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NotRecording);
        if (state.Phase == Phase.Processing && !CanResume(state)) return Decision.Nothing(CommandAnswer.AlreadyStopped);

        return new(
            CommandAnswer.Stopped,
            isBacklogEmpty
                ? [.. End(state, session, now)]
                : [.. EndPause(state, session, now), new StateChanged(session, now, Phase.Processing)]);
    }

    private static Decision Pause(DaemonState state, bool isBacklogEmpty, DateTimeOffset now)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NoSession);
        if (CanResume(state)) return Decision.Nothing(CommandAnswer.AlreadyPaused);
        if (!IsListening(state)) return Decision.Nothing(CommandAnswer.NotBeingRecorded);

        var phase = isBacklogEmpty ? Phase.Idle : Phase.Processing;
        return new(CommandAnswer.Paused, [new SessionPaused(session, now), new StateChanged(session, now, phase)]);
    }

    private static Decision Resume(DaemonState state, DateTimeOffset now)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NoSession);
        if (state.Phase == Phase.Recording) return Decision.Nothing(CommandAnswer.AlreadyRecording);
        if (!CanResume(state)) return Decision.Nothing(CommandAnswer.NotPaused);

        return new(
            CommandAnswer.Resumed,
            [.. EndPause(state, session, now), new StateChanged(session, now, Phase.Recording)]);
    }

    private static Decision Cancel(DaemonState state, DateTimeOffset now) =>
        state.Session is { } session
            ? new(CommandAnswer.Cancelled, [.. End(state, session, now, SessionEnded.Cancelled)])
            : Decision.Nothing(CommandAnswer.NoSession);

    private static Decision SetOffTheRecord(DaemonState state, bool isWanted, DateTimeOffset now)
    {
        if (state.IsOffTheRecord == isWanted)
        {
            return Decision.Nothing(
                isWanted ? CommandAnswer.AlreadyOffTheRecord : CommandAnswer.AlreadyOnTheRecord);
        }

        return new(
            isWanted ? CommandAnswer.WentOffTheRecord : CommandAnswer.WentOnTheRecord,
            [new OffTheRecordChanged(state.Session, now, isWanted)]);
    }

    private static IEnumerable<SessionEvent> End(
        DaemonState state, SessionId session, DateTimeOffset now, string? reason = null) =>
        [.. EndOnly(state, session, now, reason), new StateChanged(session, now, Phase.Idle)];

    private static IEnumerable<SessionEvent> EndOnly(
        DaemonState state, SessionId session, DateTimeOffset now, string? reason = null)
    {
        var recoveredAt = state.IsClosing ? state.LastEventAt : null;
        return
        [
            .. EndPause(state, session, recoveredAt ?? now),
            new SessionEnded(
                session, recoveredAt ?? now, reason ?? (recoveredAt is null ? null : SessionEnded.Recovered)),
        ];
    }

    private static IEnumerable<SessionEvent> EndPause(DaemonState state, SessionId session, DateTimeOffset at) =>
        state.PausedAt is { } since ? [PauseEnded.Of(session, since, at)] : [];
}
