using System.Globalization;
using Swictation.Domain.History;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Sessions;

/// <summary>Times in a session as they were given: one that lies outside of it is a mistake, of which nothing would come.</summary>
internal static class SessionTimes
{
    // A time to the minute is in a session that began within it.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A moment.</summary>
    /// <exception cref="SessionRefusedException">It is not in the session; says when that began and ended.</exception>
    public static DateTimeOffset Find(RecordedSession session, When when, TimeProvider time)
    {
        var anchor = TimeAnchor.In(session, time);
        var at = when.Begin(anchor);
        if (at > anchor.SessionEnd || at <= session.StartedAt - Minute) throw Outside(session, anchor);
        return at < session.StartedAt ? session.StartedAt : at;
    }

    /// <summary>A part, which may begin before the session and end behind it.</summary>
    /// <param name="from">Null for its beginning.</param>
    /// <param name="until">Null for its end.</param>
    /// <exception cref="SessionRefusedException">Nothing of the session is in it.</exception>
    public static (DateTimeOffset? From, DateTimeOffset? Until) FindPart(RecordedSession session, When? from, When? until, TimeProvider time)
    {
        var anchor = TimeAnchor.In(session, time);
        var (first, last) = (from?.Begin(anchor), until?.End(anchor));
        return first > anchor.SessionEnd || last < session.StartedAt || first > last ? throw Outside(session, anchor) : (first, last);
    }

    private static SessionRefusedException Outside(RecordedSession session, TimeAnchor anchor)
    {
        var end = session.EndedAt is { } ended ? $"ended {Text(ended)}" : "goes on";
        return new(session.Id, $"does not have that time: it began {Text(session.StartedAt)} and {end}");

        string Text(DateTimeOffset at) => anchor.LocalOf(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
