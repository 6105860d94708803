using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Opens and closes the gate as the appended events say. One thread at a time.</summary>
internal sealed class GateFollower(RecordingGate gate)
{
    // Sound from before this moment is private: the session was paused, or off the record.
    private long? _notBefore;

    /// <summary>A daemon has started: opens the gate if a session goes on.</summary>
    public void ComeUp(DaemonState state)
    {
        if (state is { Session: { } session } && IsToBeRead(state)) Open(session, state);
    }

    /// <param name="state">The state behind all events that were appended with this one.</param>
    /// <param name="decidedAt">Timestamp of the decision.</param>
    /// <param name="wasListening">Whether speech was taken before these events.</param>
    public void Apply(SessionEvent happened, DaemonState state, long decidedAt, bool wasListening)
    {
        switch (happened)
        {
            case PauseEnded:
                _notBefore = decidedAt;
                Follow(state);
                break;
            case OffTheRecord { On: var isOff }:
                // Speech on the record that comes a moment late may be taken for off the record, but not the
                // reverse.
                if (!isOff || !wasListening) _notBefore = decidedAt;
                if (!wasListening) break;
                // The present segment ends here: none is both on and off the record.
                gate.Close();
                Open(state.Session!.Value, state);
                break;
            case SessionStart or StateChange:
                Follow(state);
                break;
        }
    }

    private static bool IsToBeRead(DaemonState state) => state.Phase == Phase.Recording || state.IsPreparing;

    private void Follow(DaemonState state)
    {
        if (state is { Session: { } session } && IsToBeRead(state))
            Open(session, state);
        else if (!SessionDecider.IsListening(state))
            gate.Close();
    }

    private void Open(SessionId session, DaemonState state) => gate.Open(session, state.IsOffTheRecord, _notBefore);
}
