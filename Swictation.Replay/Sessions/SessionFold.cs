using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Replay.Sessions;

/// <summary>The figures of a session from its events: the same as the read models'.</summary>
internal static class SessionFold
{
    /// <summary>Null when there are no events.</summary>
    public static RecordedSession? Fold(IEnumerable<SessionEvent> events)
    {
        var state = DaemonState.Initial;
        var withoutText = SegmentsWithoutText.None;
        foreach (var recorded in events)
        {
            state = state.Apply(recorded);
            withoutText = withoutText.Apply(recorded);
        }

        if (state is not { StartedAt: { } startedAt, LastEventAt: { } lastEventAt }) return null;

        return new(
            state.LastSession,
            startedAt,
            state.EndedAt,
            state.EndReason,
            TimeSpan.FromSeconds(state.DurationSAt(state.EndedAt ?? lastEventAt)),
            state.Segments,
            state.Words,
            state.FiguresAt(lastEventAt).WordsPerMinute,
            withoutText.All.Count,
            state.IsPaused);
    }

    /// <summary>Its segments without text, in the order of their speech.</summary>
    public static IReadOnlyList<SegmentWithoutText> WithoutText(IEnumerable<SessionEvent> events) =>
        [.. SegmentsWithoutText.Of(events).InSpokenOrder];
}
