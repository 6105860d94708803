using Swictation.Domain.History;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Sessions;

/// <summary>A span of time of which what was said is wanted: by the start of the speech.</summary>
/// <param name="since">Null for from the beginning.</param>
/// <param name="until">Null for to the end.</param>
/// <param name="isInSession">Whether a time of the day is one in each session, and not the last one that has passed.</param>
internal sealed class SpokenSpan(When? since, When? until, bool isInSession, TimeProvider time)
{
    /// <summary>Whether a session was going on within it.</summary>
    public bool Touches(RecordedSession session)
    {
        var (from, to) = BoundsIn(session);
        return session.StartedAt < to && (session.EndedAt ?? DateTimeOffset.MaxValue) >= from;
    }

    public IEnumerable<SpokenTranscript> In(RecordedSession session, IEnumerable<SpokenTranscript> spoken)
    {
        var (from, to) = BoundsIn(session);
        return since is null && until is null ? spoken : spoken.Where(said => said.SpokenAt >= from && said.SpokenAt < to);
    }

    /// <param name="withEarlier">Those before it too.</param>
    public IEnumerable<SessionMark> In(RecordedSession session, IEnumerable<SessionMark> marks, bool withEarlier)
    {
        var (from, to) = BoundsIn(session);
        return marks.Where(mark => (withEarlier || mark.At >= from) && mark.At < to);
    }

    private (DateTimeOffset From, DateTimeOffset To) BoundsIn(RecordedSession session)
    {
        var anchor = isInSession ? TimeAnchor.In(session, time) : TimeAnchor.Of(time);
        return (since?.Begin(anchor) ?? DateTimeOffset.MinValue, until?.End(anchor) ?? DateTimeOffset.MaxValue);
    }
}
