using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Sessions;

/// <summary>
/// The sessions that the log has. Those that have ended come from the read models, which are level with a session's end
/// before the end is reported. A session that may be ahead of the read models is folded from the log: a session that
/// they have as open, and sessions that were started after all they have.
/// </summary>
internal sealed class SessionCatalogue(SessionQueries queries, IEventLogReader log)
{
    /// <summary>Sessions, newest first.</summary>
    public IReadOnlyList<RecordedSession> List(int limit)
    {
        var settled = queries.ListSessions(limit);
        return [.. ReadNewerThan(settled.Count == 0 ? 0 : settled[0].Id).Concat(settled.Select(Current)).Take(limit)];
    }

    /// <summary>The session that was started last; null when there is none.</summary>
    public RecordedSession? FindLast() => List(limit: 1) is [var last] ? last : null;

    public RecordedSession? Find(SessionId session) =>
        queries.FindSession(session) is { } found ? Current(found) : ReadFromLog(session);

    /// <summary>The segments of a session without text, in the order of their speech.</summary>
    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(RecordedSession session) =>
        session.IsOpen
            ? SessionFold.WithoutText(SessionEvents.Read(log, session.Id))
            : queries.ReadWithoutText(session.Id);

    private IEnumerable<RecordedSession> ReadNewerThan(long session)
    {
        var last = log.FindSession(log.Head, session: null)?.Session.Value ?? 0;
        for (var id = last; id > session; id--)
        {
            if (ReadFromLog(new(id)) is { } found) yield return found;
        }
    }

    private RecordedSession Current(SessionSummary row) =>
        row.EndTime is not { } endTime ? ReadFromLog(new(row.Id))! : new(
            new(row.Id),
            WireTime.FromSeconds(row.StartTime),
            WireTime.FromSeconds(endTime),
            row.EndReason is { } reason ? new(reason) : null,
            TimeSpan.FromSeconds(row.DurationS ?? 0),
            row.Segments,
            row.Words,
            row.Wpm,
            row.WithoutText);

    private RecordedSession? ReadFromLog(SessionId session) => SessionFold.Fold(SessionEvents.Read(log, session));
}
