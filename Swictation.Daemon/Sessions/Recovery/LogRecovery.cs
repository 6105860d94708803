using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>What a daemon that comes up makes of the log it finds (promise P7).</summary>
internal static class LogRecovery
{
    /// <summary>The state that stored events say.</summary>
    public static DaemonState Fold(IEnumerable<StoredEvent> stored) =>
        stored.Aggregate(DaemonState.Initial, (state, next) => state.Apply(WireReader.Read(next)));

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
    public static IReadOnlyList<SessionEvent> Recover(
        DaemonState state, TimeSpan resumeWindow, DateTimeOffset now, bool hasAudio = false, bool mayGoOn = true)
    {
        if (state is { Session: { } session, LastEventAt: { } lastEventAt })
        {
            // By a clock that was set back further than this nobody knows how old it is, and a daemon that listens
            // again by mistake, a day later perhaps, is worse than one that has to be told to.
            var isRecent = (now - lastEventAt).Duration() <= WindowFor(state, resumeWindow);
            if (isRecent && ((WasRecording(state) && mayGoOn) || (state.IsPaused && !state.IsClosing)))
            {
                var goesOnAt = now > lastEventAt ? now : lastEventAt;
                var goesOn = new SessionRecovered(session, goesOnAt, Resumed: true, lastEventAt);
                var phase = PhaseOf(state, hasAudio);
                return phase == state.Told && phase == state.Phase
                    ? [goesOn]
                    : [goesOn, new StateChanged(session, goesOnAt, phase)];
            }

            var recovered = new SessionRecovered(session, now, Resumed: false, lastEventAt);
            if (hasAudio) return [recovered, new StateChanged(session, now, Phase.Processing)];

            return
            [
                recovered,
                .. PauseUntil(lastEventAt, state),
                new SessionEnded(session, lastEventAt, SessionEnded.Recovered),
                new StateChanged(session, now, Phase.Idle),
            ];
        }

        var isKnownToBeIdle = state is { Phase: Phase.Idle, Told: Phase.Idle, LastMetrics: not null };
        return isKnownToBeIdle ? [] : [new StateChanged(Session: null, now, Phase.Idle)];
    }

    /// <summary>True if a daemon that goes on from this state listens.</summary>
    public static bool WasRecording(DaemonState state) => state.Phase == Phase.Recording || state.IsInterrupted;

    private static Phase PhaseOf(DaemonState state, bool hasAudio) => state switch
    {
        // What was still to be transcribed when it was paused may have left nothing on the disk; and in a log that was
        // damaged the change of state behind the pause may be missing.
        { IsPaused: true } => hasAudio && state.Phase == Phase.Processing ? Phase.Processing : Phase.Idle,
        // Whether its microphone is back is found out by listening.
        { IsInterrupted: true } => Phase.Recording,
        _ => state.Phase,
    };

    // A paused session says something once a minute only.
    private static TimeSpan WindowFor(DaemonState state, TimeSpan resumeWindow) =>
        state.IsPaused && resumeWindow > TimeSpan.Zero ? resumeWindow + MetricsSchedule.IdleInterval : resumeWindow;

    private static IEnumerable<SessionEvent> PauseUntil(DateTimeOffset end, DaemonState state) =>
        state is { Session: { } session, PausedAt: { } since } ? [SegmentEvents.PauseEnd(session, since, end)] : [];
}
