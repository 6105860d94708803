using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Sessions;

/// <summary>
/// The sessions that the log has. Those that have ended come from the read models, which are level with a session's end
/// before the end is reported. A session that may be ahead of the read models is folded from the log: a session that
/// they have as open, and sessions that were started after all they have. Imported ones are never open.
/// </summary>
internal sealed class SessionCatalogue(SessionQueries queries, IEventLogReader log)
{
    /// <summary>Sessions in the order of their start, newest first.</summary>
    public IReadOnlyList<RecordedSession> List(int limit) =>
    [
        .. ReadNewerThan(queries.FindLastSession())
            .Concat(queries.ListSessions(limit).Select(Current))
            .OrderByDescending(session => session.StartedAt)
            .DistinctBy(session => session.Id)
            .Take(limit),
    ];

    /// <summary>The session that was started last, and was not imported; null when there is none.</summary>
    public RecordedSession? FindLast()
    {
        var settled = queries.FindLastSession();
        return ReadNewerThan(settled).FirstOrDefault() ?? (settled is null ? null : Current(settled));
    }

    public RecordedSession? Find(SessionId session) =>
        queries.FindSession(session) is { } found ? Current(found) : ReadFromLog(session);

    /// <summary>The segments of a session without text, in the order of their speech.</summary>
    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(RecordedSession session) =>
        session.IsOpen
            ? SessionFold.WithoutText(SessionEvents.Read(log, session.Id))
            : queries.ReadWithoutText(session.Id);

    private IEnumerable<RecordedSession> ReadNewerThan(SessionSummary? settled)
    {
        var last = log.FindSession(log.Head, session: null)?.Session.Value ?? 0;
        for (var id = last; id > (settled?.Id ?? 0); id--)
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
            row.WithoutText,
            IsImported: row.IsImported);

    private RecordedSession? ReadFromLog(SessionId session) => SessionFold.Fold(SessionEvents.Read(log, session));
}
