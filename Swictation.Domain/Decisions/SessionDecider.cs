using System.Collections.Immutable;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;

namespace Swictation.Domain.Decisions;

/// <summary>
/// Decides on commands and happenings, by the state of the log: pure functions from a state to the events that are to be
/// appended. The recorder appends them, and adds the metrics.
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
    /// <param name="awaitsSound">
    /// The source is a microphone: recording begins with its first sound, which <see cref="Hear"/> says. False: it begins
    /// at once.
    /// </param>
    public static Decision Decide(
        DaemonState state,
        SessionCommand command,
        bool isBacklogEmpty,
        DateTimeOffset now,
        bool awaitsSound = false) =>
        Resolve(state, command) switch
        {
            SessionCommand.Start => Start(state, now, awaitsSound),
            SessionCommand.Stop => Stop(state, isBacklogEmpty, now),
            SessionCommand.Pause => Pause(state, isBacklogEmpty, now),
            SessionCommand.Resume => Resume(state, now, awaitsSound),
            SessionCommand.Cancel => Cancel(state, now),
            SessionCommand.GoOffTheRecord => SetOffTheRecord(state, isWanted: true, now),
            SessionCommand.GoOnTheRecord => SetOffTheRecord(state, isWanted: false, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };

    /// <summary>Everything that was heard is transcribed: a stopped session ends, and a paused one becomes idle.</summary>
    public static ImmutableArray<SessionEvent> Complete(DaemonState state, SessionId session, DateTimeOffset now)
    {
        if (state.Session != session || state.Phase != Phase.Processing) return [];

        return CanResume(state) ? [new StateChange(session, now, Phase.Idle)] : [.. End(state, session, now)];
    }

    /// <summary>The source of a session that is being prepared gives its first sound: from now on it is recorded.</summary>
    public static ImmutableArray<SessionEvent> Hear(DaemonState state, SessionId session, DateTimeOffset now) =>
        state.Session == session && state.IsPreparing ? [new StateChange(session, now, Phase.Recording)] : [];

    /// <summary>
    /// Between recordings a missing microphone is an error, until it is back.
    /// </summary>
    public static ImmutableArray<SessionEvent> NoteMicrophone(DaemonState state, bool isMissing, DateTimeOffset now)
    {
        var phase = isMissing ? Phase.Error : Phase.Idle;
        return state.IsOpen || state.Phase == phase ? [] : [new StateChange(Session: null, now, phase)];
    }

    /// <summary>The source has failed: the session stays open, in error, until a user stops it.</summary>
    public static ImmutableArray<SessionEvent> Fail(DaemonState state, SessionId session, DateTimeOffset now) =>
        state.Session == session && state.Phase == Phase.Recording
            ? [new StateChange(session, now, Phase.Error)]
            : [];

    /// <summary>
    /// The microphone is lost: the session goes on when it is back, and is in error until then. The state says so first:
    /// interfaces show only that.
    /// </summary>
    /// <param name="heardUpToS">Seconds of the session that were recorded.</param>
    public static ImmutableArray<SessionEvent> Interrupt(
        DaemonState state, SessionId session, double heardUpToS, Reason reason, DateTimeOffset now) =>
        state.Session == session && (state.Phase == Phase.Recording || state.IsPreparing)
            ? [new StateChange(session, now, Phase.Error), new AudioInterrupted(session, now, heardUpToS, reason)]
            : [];

    /// <summary>The microphone is back.</summary>
    /// <param name="goesOnAtS">Where in the session's audio, in seconds.</param>
    /// <param name="lostS">Seconds in which nothing was heard.</param>
    public static ImmutableArray<SessionEvent> EndInterruption(
        DaemonState state, SessionId session, double goesOnAtS, double lostS, DateTimeOffset now) =>
        state.Session == session && state.IsInterrupted
            ? [new AudioResumed(session, now, goesOnAtS, lostS), new StateChange(session, now, Phase.Recording)]
            : [];

    /// <summary>
    /// True while the source of the open session is listened to, or waited for because it is being opened or lost.
    /// </summary>
    public static bool IsListening(DaemonState state) =>
        state.Phase == Phase.Recording || state.IsInterrupted || state.IsPreparing;

    private static bool CanResume(DaemonState state) => state is { IsPaused: true, IsClosing: false };

    private static Decision Start(DaemonState state, DateTimeOffset now, bool awaitsSound)
    {
        if (IsRecordingOrAboutTo(state)) return Decision.Nothing(CommandAnswer.AlreadyRecording);
        if (CanResume(state)) return Resume(state, now, awaitsSound);

        // One that a restart is about to close ends first; what it still lacks is recorded late.
        ImmutableArray<SessionEvent> ended = state is { Session: { } left, IsClosing: true }
            ? [.. awaitsSound ? End(state, left, now) : EndOnly(state, left, now)]
            : [];
        if (state is { Session: { } open, IsClosing: false })
            return new(CommandAnswer.Continued, Listen(state, open, now, awaitsSound));

        var next = state.NextSession;
        ImmutableArray<SessionEvent> told = awaitsSound
            ? [.. NoteMicrophone(state, isMissing: false, now), .. ended, new SessionStart(next, now)]
            : [.. ended, new SessionStart(next, now), new StateChange(next, now, Phase.Recording)];
        return new(CommandAnswer.Started, told);
    }

    private static bool IsRecordingOrAboutTo(DaemonState state) =>
        state.Phase == Phase.Recording || state.IsPreparing;

    // A session that is open, not paused and idle is being prepared.
    private static ImmutableArray<SessionEvent> Listen(
        DaemonState state, SessionId session, DateTimeOffset now, bool awaitsSound) =>
        !awaitsSound ? [new StateChange(session, now, Phase.Recording)]
        : state.Phase == Phase.Idle ? []
        : [new StateChange(session, now, Phase.Idle)];

    private static Decision Stop(DaemonState state, bool isBacklogEmpty, DateTimeOffset now)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NotRecording);
        if (state.Phase == Phase.Processing && !CanResume(state)) return Decision.Nothing(CommandAnswer.AlreadyStopped);

        return new(
            CommandAnswer.Stopped,
            isBacklogEmpty
                ? [.. End(state, session, now)]
                : [.. EndPause(state, session, now), new StateChange(session, now, Phase.Processing)]);
    }

    private static Decision Pause(DaemonState state, bool isBacklogEmpty, DateTimeOffset now)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NoSession);
        if (CanResume(state)) return Decision.Nothing(CommandAnswer.AlreadyPaused);
        if (!IsListening(state)) return Decision.Nothing(CommandAnswer.NotBeingRecorded);

        var phase = isBacklogEmpty ? Phase.Idle : Phase.Processing;
        return new(CommandAnswer.Paused, [new SessionPaused(session, now), new StateChange(session, now, phase)]);
    }

    private static Decision Resume(DaemonState state, DateTimeOffset now, bool awaitsSound)
    {
        if (state.Session is not { } session) return Decision.Nothing(CommandAnswer.NoSession);
        if (IsRecordingOrAboutTo(state)) return Decision.Nothing(CommandAnswer.AlreadyRecording);
        if (!CanResume(state)) return Decision.Nothing(CommandAnswer.NotPaused);

        return new(
            CommandAnswer.Resumed,
            [.. EndPause(state, session, now), .. Listen(state, session, now, awaitsSound)]);
    }

    private static Decision Cancel(DaemonState state, DateTimeOffset now) =>
        state.Session is { } session
            ? new(CommandAnswer.Cancelled, [.. End(state, session, now, SessionEndReason.Cancelled)])
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
            [new OffTheRecord(state.Session, now, isWanted)]);
    }

    private static IEnumerable<SessionEvent> End(
        DaemonState state, SessionId session, DateTimeOffset now, SessionEndReason? reason = null) =>
        [.. EndOnly(state, session, now, reason), new StateChange(session, now, Phase.Idle)];

    private static IEnumerable<SessionEvent> EndOnly(
        DaemonState state, SessionId session, DateTimeOffset now, SessionEndReason? reason = null)
    {
        var at = state.StoppedAt ?? (state.IsClosing ? state.LastEventAt : null) ?? now;
        return
        [
            .. EndPause(state, session, at),
            new SessionEnd(session, at, reason ?? (state.IsClosing ? SessionEndReason.Recovered : null)),
        ];
    }

    private static IEnumerable<SessionEvent> EndPause(DaemonState state, SessionId session, DateTimeOffset at) =>
        state.PausedAt is { } since ? [PauseEnded.Of(session, since, at)] : [];
}
