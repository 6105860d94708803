using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>
/// Sessions as an aligned table: figures to the right, words to the left. Segments without text and recognisers have a column
/// only where there is such a thing; where a terminal is too narrow, the columns that can be missed most are left out.
/// </summary>
internal static class SessionTable
{
    private const string WithoutText = "NO TEXT";
    private const string Recogniser = "RECOGNISER";

    private static readonly TableColumn<RecordedSession>[] Columns =
    [
        new("ID", true, (session, _) => session.Id.ToString()),
        new("STARTED", false, (session, zone) => HumanText.DateAndTime(session.StartedAt, zone)),
        new("DURATION", true, (session, _) => HumanText.Duration(session.Duration)),
        new("SEGMENTS", true, (session, _) => $"{session.Segments}", Missed: 3),
        new(WithoutText, true, (session, _) => $"{session.WithoutText}"),
        new("WORDS", true, (session, _) => $"{session.Words}"),
        new("WPM", true, (session, _) => HumanText.Rate(session) ?? "-", Missed: 2),
        new(Recogniser, false, (session, _) => OneLine.Of(session.Recogniser?.Name ?? "-"), Missed: 1),
        new("END", false, (session, _) => OneLine.Of(session.End)),
    ];

    public static void Write(
        IReadOnlyList<RecordedSession> sessions, TimeZoneInfo zone, ScreenStyle style, TextWriter output)
    {
        var isComplete = sessions.All(session => session.WithoutText == 0);
        var isKnown = sessions.Any(session => session.Recogniser is not null);
        TextTable.Write(
            [
                .. Columns.Where(column =>
                    (!isComplete || column.Title != WithoutText) && (isKnown || column.Title != Recogniser)),
            ],
            sessions,
            zone,
            style,
            output);
    }
}
