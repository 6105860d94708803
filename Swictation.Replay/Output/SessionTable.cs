using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>
/// Sessions as an aligned table: figures to the right, words to the left. Segments without text have a column only
/// where there is such a thing.
/// </summary>
internal static class SessionTable
{
    private const string WithoutText = "NO TEXT";

    private static readonly (string Title, bool IsFigure, Func<RecordedSession, TimeZoneInfo, string> Cell)[] Columns =
    [
        ("ID", true, (session, _) => session.Id.ToString()),
        ("STARTED", false, (session, zone) => HumanText.DateAndTime(session.StartedAt, zone)),
        ("DURATION", true, (session, _) => HumanText.Duration(session.Duration)),
        ("SEGMENTS", true, (session, _) => $"{session.Segments}"),
        (WithoutText, true, (session, _) => $"{session.WithoutText}"),
        ("WORDS", true, (session, _) => $"{session.Words}"),
        ("WPM", true, (session, _) => HumanText.Rate(session) ?? "-"),
        ("END", false, (session, _) => OneLine.Of(session.End)),
    ];

    public static void Write(IReadOnlyList<RecordedSession> sessions, TimeZoneInfo zone, TextWriter output)
    {
        var isComplete = sessions.All(session => session.WithoutText == 0);
        var shown = Columns.Where(column => !isComplete || column.Title != WithoutText);
        var columns = shown.Select(column => Align(column, sessions, zone)).ToArray();
        for (var line = 0; line <= sessions.Count; line++)
            output.WriteLine(string.Join("  ", columns.Select(cells => cells[line])).TrimEnd());
    }

    /// <summary>The title and the cells of a column, all of one width.</summary>
    private static string[] Align(
        (string Title, bool IsFigure, Func<RecordedSession, TimeZoneInfo, string> Cell) column,
        IReadOnlyList<RecordedSession> sessions,
        TimeZoneInfo zone)
    {
        string[] cells = [column.Title, .. sessions.Select(session => column.Cell(session, zone))];
        var width = cells.Max(cell => cell.Length);
        return [.. cells.Select(cell => column.IsFigure ? cell.PadLeft(width) : cell.PadRight(width))];
    }
}
