using Swictation.Domain.History;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Figures;

/// <summary>The figures of some time, as a whole and in rows.</summary>
internal sealed record Statistics(FigureSpan By, FigureRow Total, IReadOnlyList<FigureRow> Rows)
{
    private const int MinutesOfPart = 15;

    /// <param name="said">By sessions where the rows are sessions, otherwise by quarters of an hour.</param>
    /// <param name="sessions">Those that began in the time.</param>
    public static Statistics Of(
        FigureSpan by, IEnumerable<SpeechFigures> said, IEnumerable<RecordedSession> sessions, TimeZoneInfo zone)
    {
        var total = new FigureRow("");
        var rows = new SortedDictionary<(long Order, string Label), FigureRow>();
        foreach (var part in said)
        {
            total = total.With(part);
            var key = by == FigureSpan.Session ? OfSession(part.Part) : OfTime(DateTimeOffset.UnixEpoch.AddMinutes(MinutesOfPart * part.Part));
            rows[key] = RowOf(key).With(part);
        }

        foreach (var session in sessions)
        {
            var key = by == FigureSpan.Session ? OfSession(session.Id.Value) : OfTime(session.StartedAt);
            rows[key] = Count(RowOf(key), session);
            total = Count(total, session);
        }

        return new(by, total, [.. rows.Values]);

        FigureRow RowOf((long Order, string Label) key) => rows.TryGetValue(key, out var row) ? row : new(key.Label);

        (long Order, string Label) OfTime(DateTimeOffset at) => (0, by.LabelOf(TimeZoneInfo.ConvertTime(at, zone).DateTime));

        static (long Order, string Label) OfSession(long number) => (number, $"{number}");
    }

    private static FigureRow Count(FigureRow row, RecordedSession session) =>
        row with { Sessions = row.Sessions + 1, WithoutText = row.WithoutText + session.WithoutText };
}
