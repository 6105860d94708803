using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Replay.Sessions;

/// <summary>What the events of a session come to: the same figures as the read models', from the log itself.</summary>
internal static class SessionFold
{
    /// <summary>Null when there are no events.</summary>
    public static RecordedSession? Fold(IEnumerable<SessionEvent> events)
    {
        var state = DaemonState.Initial;
        string? endReason = null;
        foreach (var recorded in events)
        {
            state = state.Apply(recorded);
            if (recorded is SessionEnded ended) endReason = ended.Reason;
        }

        if (state is not { StartedAt: { } startedAt, LastEventAt: { } lastEventAt }) return null;

        var duration = (state.EndedAt ?? lastEventAt) - startedAt;
        return new(
            state.LastSession,
            startedAt,
            state.EndedAt,
            endReason,
            duration > TimeSpan.Zero ? duration : TimeSpan.Zero,
            state.Segments,
            state.Words,
            state.FiguresAt(lastEventAt).WordsPerMinute);
    }
}
