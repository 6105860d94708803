using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.History;

/// <summary>The figures of a session from its events: the same as the read models'.</summary>
public static class SessionFold
{
    /// <summary>Null when there are no events.</summary>
    public static RecordedSession? Fold(IEnumerable<SessionEvent> events)
    {
        var state = DaemonState.Initial;
        var withoutText = SegmentsWithoutText.None;
        var (lateSegments, lateWords, lateSpokenS) = (0, 0, 0.0);
        Recogniser? recogniser = null;
        var additions = SessionAdditions.None;
        foreach (var recorded in events)
        {
            if (recorded is RecogniserChanged changed) recogniser = changed.What;
            additions = additions.Apply(recorded);
            // Text that came behind the end: the state of a daemon does not change by it.
            if (state.EndedAt is not null && recorded is Transcription late)
                (lateSegments, lateWords) = (lateSegments + 1, lateWords + late.Words);
            if (state.EndedAt is not null && recorded is SegmentMeasured measured) lateSpokenS += measured.DurationS;
            state = state.Apply(recorded);
            withoutText = withoutText.Apply(recorded);
        }

        if (state is not { StartedAt: { } startedAt, LastEventAt: { } lastEventAt }) return null;

        var durationS = state.DurationSAt(state.EndedAt ?? lastEventAt);
        var (words, spokenS) = (state.Words + lateWords, state.SpokenS + lateSpokenS);
        return new(
            state.LastSession,
            startedAt,
            state.EndedAt,
            state.EndReason,
            TimeSpan.FromSeconds(durationS),
            state.Segments + lateSegments,
            words,
            SpeakingRate.WordsPerMinute(words, spokenS),
            withoutText.All.Count,
            state.IsPaused)
        {
            Recogniser = recogniser,
            Title = additions.Title,
            Tags = additions.Tags,
        };
    }

    /// <summary>Its segments without text, in the order of their speech.</summary>
    public static IReadOnlyList<SegmentWithoutText> WithoutText(IEnumerable<SessionEvent> events) =>
        [.. SegmentsWithoutText.Of(events).InSpokenOrder];
}
