using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;

namespace Swictation.Replay.Showing;

/// <summary>What was known of a session at a moment: a fold over its events up to then.</summary>
/// <param name="PositionS">Seconds from its start, without pauses.</param>
/// <param name="State">
/// <c>not begun</c>, <c>recording</c>, <c>paused</c>, <c>processing</c>, <c>error</c>, <c>idle</c> or <c>ended</c>.
/// </param>
/// <param name="Said">What was being said, or else was said last; null where nothing was.</param>
internal sealed record MomentInSession(
    RecordedSession Session,
    DateTimeOffset At,
    double PositionS,
    string State,
    bool IsOffTheRecord,
    int Segments,
    int Words,
    Recogniser? Recogniser,
    SpokenTranscript? Said)
{
    /// <param name="events">All of the session, in order.</param>
    /// <param name="spoken">The same transcriptions, in the order of speech.</param>
    public static MomentInSession Of(
        RecordedSession session, IEnumerable<SessionEvent> events, IEnumerable<SpokenTranscript> spoken, DateTimeOffset at)
    {
        if (session.IsImported) return OfImported(session, spoken, at);

        var state = DaemonState.Initial;
        Recogniser? recogniser = null;
        foreach (var recorded in events.TakeWhile(recorded => recorded.At <= at))
        {
            state = state.Apply(recorded);
            if (recorded is RecogniserChanged changed) recogniser = changed.What;
        }

        return new(
            session,
            at,
            state.StartedAt is null ? 0 : Math.Round(state.DurationSAt(state.EndedAt ?? at), 6),
            StateOf(state),
            state.IsOffTheRecord,
            state.Segments,
            state.Words,
            recogniser,
            spoken.TakeWhile(said => said.SpokenAt <= at).LastOrDefault());
    }

    // Of which no events say what happened when; its end is that of its sound.
    private static MomentInSession OfImported(RecordedSession session, IEnumerable<SpokenTranscript> spoken, DateTimeOffset at)
    {
        var said = spoken.TakeWhile(said => said.SpokenAt <= at).ToList();
        return new(
            session,
            at,
            Math.Round((at - session.StartedAt).TotalSeconds, 6),
            at < session.EndedAt ? "recording" : "ended",
            IsOffTheRecord: false,
            said.Count,
            said.Sum(sentence => sentence.Words),
            session.Recogniser,
            said.LastOrDefault());
    }

    private static string StateOf(DaemonState state) =>
        state.StartedAt is null ? "not begun"
        : state.EndedAt is not null ? "ended"
        : state.IsPaused ? "paused"
        : state.Phase.ToString().ToLowerInvariant();
}
