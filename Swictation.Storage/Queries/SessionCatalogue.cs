using System.Globalization;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Queries;

/// <summary>
/// The sessions that the log has. Those that have ended come from the read models, which are level with a session's end
/// before the end is reported. A session that may be ahead of the read models is folded from the log: a session that
/// they have as open, and sessions that were started after all they have. Imported ones are never open.
/// </summary>
public sealed class SessionCatalogue(SessionQueries queries, IEventLogReader log) : ISessionHistory, IVersionHistory
{
    public IReadOnlyList<RecordedSession> List(int limit, SessionId? before = null) => Ask<IReadOnlyList<RecordedSession>>(() =>
    {
        List<RecordedSession> newer = [.. ReadNewerThan(queries.FindLastSession())];
        if (newer.Count == 0) return [.. queries.ListSessions(limit, before).Select(Current)];

        var end = before is { } named ? Find(named) : null;
        return
        [
            .. newer
                .Where(session => end is null || IsBefore(session, end))
                .Concat(queries.ListSessions(limit, before).Select(Current))
                .OrderByDescending(session => session.StartedAt)
                .ThenByDescending(session => session.Id.Value)
                .DistinctBy(session => session.Id)
                .Take(limit),
        ];
    });

    /// <summary>The session that was started last, and was not imported; null when there is none.</summary>
    public RecordedSession? FindLast() => Ask(() =>
    {
        var settled = queries.FindLastSession();
        return ReadNewerThan(settled).FirstOrDefault() ?? (settled is null ? null : Current(settled));
    });

    public RecordedSession? Find(SessionId session) => Ask(
        () => queries.FindSession(session) is { } found ? Current(found) : ReadFromLog(session));

    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(RecordedSession session) => Ask(
        () => session.IsOpen
            ? SessionFold.WithoutText(SessionEvents.Read(log, session.Id))
            : queries.ReadWithoutText(session.Id));

    public IReadOnlyList<FoundTranscript> ReadNewest(
        SessionId? session, long before, int limit, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<FoundTranscript>>(() =>
        {
            // Behind it the log is read: the read models may have more by then, of what is there already.
            var level = queries.ReadLevel();
            var newest = NewestTranscripts.Read(log, level, session, before, limit, cancellationToken);
            return newest.Count == limit ? newest :
            [
                .. newest,
                .. queries.ReadNewest(session, Math.Min(before, level + 1), limit - newest.Count, cancellationToken),
            ];
        });

    public IReadOnlyList<FoundTranscript> Search(
        string words, SessionId? session, long before, int limit, CancellationToken cancellationToken) => Ask(
        () => queries.Search(words, session, before, limit, cancellationToken));

    // Behind the level the log is read: two that come one behind the other both count.
    public IReadOnlyList<TextVersion> ReadRevisions(long sentence) => Ask<IReadOnlyList<TextVersion>>(() =>
    {
        var level = queries.ReadLevel();
        return
        [
            .. queries.ReadRevisions(sentence).Where(revision => revision.Event <= level),
            .. log.EventsAfter(level)
                .Where(stored => stored.Type == TextRevised.TypeName)
                .Select(stored => WireReader.Read(stored) is TextRevised revised && revised.Of == sentence
                    ? TextVersion.Of(stored.Sequence, revised)
                    : null)
                .OfType<TextVersion>(),
        ];
    });

    /// <inheritdoc cref="SessionQueries.ReadVersions"/>
    public IReadOnlyList<(long Sentence, TextVersion Version)> ReadVersions(SessionId session) => Ask(() => queries.ReadVersions(session));

    /// <inheritdoc cref="SessionQueries.ReadAdditions"/>
    public SessionAdditions ReadAdditions(SessionId session) => Ask(() => queries.ReadAdditions(session));

    /// <summary>What became of a session's transcriptions at the cursor. Nothing where it was recorded elsewhere.</summary>
    public DeliveryHistory ReadDeliveries(RecordedSession session) => Ask(() =>
    {
        if (session.IsImported) return new();

        var found = log.FindCatchUp(log.Head, session.Id, transcriptions: 1);
        return queries.ReadDeliveries(found.SessionStart, Math.Max(found.SessionEnd, found.LastTranscription));
    });

    /// <summary>
    /// The transcriptions of a session in the order of their speech, a page at a time, however many there are. Late ones, after
    /// a crash or when the recogniser had failed, stand where they were spoken; others in the order of the log.
    /// </summary>
    /// <param name="sessions">Given one behind the other, each read while it is walked.</param>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public IEnumerable<(RecordedSession Session, IEnumerable<SpokenTranscript> Spoken)> ReadSpoken(
        IEnumerable<RecordedSession> sessions)
    {
        using var pages = queries.OpenSpoken();
        foreach (var session in sessions) yield return (session, ReadSpoken(pages, session.Id));
    }

    // Behind the level the log is read: the read models may have more by then, of what is there already.
    private IEnumerable<SpokenTranscript> ReadSpoken(SpokenPages pages, SessionId session)
    {
        var level = pages.ReadLevel();
        var settled = pages.Read(session, level);
        return log.Head <= level ? settled : settled.Concat(
            SessionEvents.ReadTranscripts(log, session, level).SelectMany(page => page.Select(said => SpokenOf(session, said))));
    }

    private static SpokenTranscript SpokenOf(SessionId session, PlacedSegment placed)
    {
        var (segment, said) = (placed.Segment, placed.Segment.Said);
        var words = segment.Confidence is { Words: { IsDefaultOrEmpty: false } each }
            ? $"[{string.Join(',', each.Select(word => word.ToString("R", CultureInfo.InvariantCulture)))}]"
            : null;
        return new(
            placed.Sequence,
            session,
            said.At,
            segment.SpokenAt,
            segment.DurationS,
            segment.StartS,
            said.Text,
            said.Words,
            said.WordsPerMinute,
            said.LatencyMs,
            said.IsOffTheRecord,
            segment.Confidence?.Overall,
            words);
    }

    private T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (SqliteException e)
        {
            throw new DatabaseOpenException(queries.Path, $"cannot be read: {e.Message}", e);
        }
    }

    private static bool IsBefore(RecordedSession session, RecordedSession other) =>
        (session.StartedAt, session.Id.Value).CompareTo((other.StartedAt, other.Id.Value)) < 0;

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
            IsImported: row.IsImported)
        {
            Title = row.Title,
            Tags = row.Tags?.Split('\n') ?? [],
            Recogniser = row.Recogniser is { } name
                ? new(name, row.Model, row.Sha256, row.Language, row.Settings)
                : null,
        };

    private RecordedSession? ReadFromLog(SessionId session) => SessionFold.Fold(SessionEvents.Read(log, session));
}
