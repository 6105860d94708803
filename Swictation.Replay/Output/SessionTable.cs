using Swictation.Domain.History;
using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>
/// Sessions as an aligned table: figures to the right, words to the left. Segments without text, recognisers, tags and titles have
/// a column only where there is such a thing; where a terminal is too narrow, the columns that can be missed most are left out.
/// </summary>
internal static class SessionTable
{
    private const string WithoutText = "NO TEXT";
    private const string Recogniser = "RECOGNISER";
    private const string Tags = "TAGS";
    private const string Title = "TITLE";

    // Of a title on a terminal.
    private const int MostColumns = 24;

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
        new(Tags, false, (session, _) => OneLine.Of(string.Join(' ', session.Tags)), Missed: 4),
        new(Title, false, (session, _) => OneLine.Of(session.Title ?? ""), Missed: 5),
    ];

    public static void Write(
        IReadOnlyList<RecordedSession> sessions, TimeZoneInfo zone, ScreenStyle style, TextWriter output)
    {
        var isComplete = sessions.All(session => session.WithoutText == 0);
        var isKnown = sessions.Any(session => session.Recogniser is not null);
        var isTagged = sessions.Any(session => session.Tags.Count > 0);
        var isTitled = sessions.Any(session => session.Title is not null);
        TextTable.Write(
            [
                .. Columns.Where(column => column.Title switch
                {
                    WithoutText => !isComplete,
                    Recogniser => isKnown,
                    Tags => isTagged,
                    Title => isTitled,
                    _ => true,
                }),
            ],
            style.IsTerminal ? [.. sessions.Select(Short)] : sessions,
            zone,
            style,
            output);
    }

    // Cut as it is shown, which may be longer than it is.
    private static RecordedSession Short(RecordedSession session)
    {
        var title = OneLine.Of(session.Title ?? "");
        return TextWidth.Of(title) <= MostColumns ? session : session with { Title = string.Concat(title.AsSpan(0, TextWidth.CountThatFits(title, MostColumns - 1)), "…") };
    }
}
