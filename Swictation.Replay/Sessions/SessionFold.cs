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

    /// <summary>What of it has no text, by where it was spoken.</summary>
    public static IReadOnlyList<SegmentWithoutText> WithoutText(IEnumerable<SessionEvent> events) =>
        [.. SegmentsWithoutText.Of(events).InSpokenOrder];
}
