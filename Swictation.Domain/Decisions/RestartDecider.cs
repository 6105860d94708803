using System.Collections.Immutable;
using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.Decisions;

/// <summary>Decides on the events that a daemon appends at its start to the log that it finds (promise P7).</summary>
public static class RestartDecider
{
    /// <summary>
    /// The events with which a daemon comes up. A session that was being recorded and whose last event is recent goes
    /// on; so does one that was paused, and it stays paused: no microphone opens by itself. Another open one is closed
    /// with the time of its last event. A log that says nothing about the state yet gets to know that it is idle.
    /// </summary>
    /// <param name="resumeWindow">How old the last event of a session may be for it to go on.</param>
    /// <param name="hasAudio">
    /// Something that was said in the session is still to be transcribed: one that is not to go on is closed when that
    /// is done, so that it stands in front of its end.
    /// </param>
    /// <param name="mayGoOn">False if the user's last word was against it: then none goes on (P13).</param>
    /// <param name="awaitsSound">As of <see cref="SessionDecider.Decide"/>.</param>
    public static ImmutableArray<SessionEvent> ComeUp(
        DaemonState state,
        TimeSpan resumeWindow,
        DateTimeOffset now,
        bool hasAudio = false,
        bool mayGoOn = true,
        bool awaitsSound = false)
    {
        if (state is not { Session: { } session, LastEventAt: { } lastEventAt })
        {
            var isKnownToBeIdle = state is { Phase: Phase.Idle, AnnouncedPhase: Phase.Idle, LastMetrics: not null };
            return isKnownToBeIdle ? [] : [new StateChange(Session: null, now, Phase.Idle)];
        }

        // A clock that was set back further than this leaves the age unknown, and a daemon that listens again by mistake,
        // a day later perhaps, is worse than one that waits for a command.
        var isRecent = (now - lastEventAt).Duration() <= WindowFor(state, resumeWindow);
        if (isRecent && ((SessionDecider.IsListening(state) && mayGoOn) || (state.IsPaused && !state.IsClosing)))
            return GoOn(state, session, now > lastEventAt ? now : lastEventAt, hasAudio, awaitsSound);

        var recovered = new SessionRecovered(session, now, Resumed: false, lastEventAt);
        if (hasAudio) return [recovered, new StateChange(session, now, Phase.Processing)];

        ImmutableArray<SessionEvent> pauseEnd =
            state.PausedAt is { } since ? [PauseEnded.Of(session, since, lastEventAt)] : [];
        return
        [
            recovered,
            .. pauseEnd,
            new SessionEnd(session, state.StoppedAt ?? lastEventAt, SessionEndReason.Recovered),
            new StateChange(session, now, Phase.Idle),
        ];
    }

    private static ImmutableArray<SessionEvent> GoOn(
        DaemonState state, SessionId session, DateTimeOffset at, bool hasAudio, bool awaitsSound)
    {
        var goesOn = new SessionRecovered(session, at, Resumed: true, state.LastEventAt!.Value);
        var phase = PhaseOf(state, hasAudio, awaitsSound);
        return phase == state.AnnouncedPhase && phase == state.Phase ? [goesOn] : [goesOn, new StateChange(session, at, phase)];
    }

    private static Phase PhaseOf(DaemonState state, bool hasAudio, bool awaitsSound) => state switch
    {
        // Speech that waited at the pause may have left nothing on the disk; and in a log that was
        // damaged the change of state behind the pause may be missing.
        { IsPaused: true } => hasAudio && state.Phase == Phase.Processing ? Phase.Processing : Phase.Idle,
        // Whether its microphone is back is found out by listening.
        { IsInterrupted: true } => Phase.Recording,
        { IsPreparing: true } when !awaitsSound => Phase.Recording,
        _ => state.Phase,
    };

    // A paused session says something every quarter of an hour only.
    private static TimeSpan WindowFor(DaemonState state, TimeSpan resumeWindow) =>
        state.IsPaused && resumeWindow > TimeSpan.Zero ? resumeWindow + MetricsUpdate.IdleInterval : resumeWindow;
}
