using System.CommandLine;
using System.Globalization;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;
using Swictation.Replay.Showing;

namespace Swictation.Replay.Verbs;

/// <summary><c>list</c>: the sessions; on a terminal the newest last, where the eye is, elsewhere newest first.</summary>
internal sealed class ListCommand : Command
{
    private const string Figures = "a whole number from 1 to 2147483647";

    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly WhenOption _since = WhenOption.Since("sessions that began");
    private readonly WhenOption _until = WhenOption.Until("sessions that began");

    private readonly Option<int?> _limit = new Option<int?>("--limit")
    {
        HelpName = "N",
        Description = "At most so many sessions, the newest [default: all]",
    }.ParsedBy(Figures, ParseCount);

    private readonly Option<string> _grep = new("--grep")
    {
        HelpName = "WORDS",
        Description = "Only sessions in which a sentence has all of these words",
    };

    private readonly Option<int?> _minWords = new Option<int?>("--min-words")
    {
        HelpName = "N",
        Description = "Only sessions of so many words or more",
    }.ParsedBy(Figures, ParseCount);

    private readonly Option<bool> _reverse = new("--reverse", "-r") { Description = "In the other order" };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array, newest first" };

    public ListCommand(DatabaseOption database, TimeProvider time)
        : base("list", "List sessions")
    {
        _database = database;
        _time = time;
        _grep.RefuseEmpty();
        foreach (var option in new Option[] { _since, _until, _limit, _grep, _minWords, _reverse, _json }) Options.Add(option);
        SetAction(Run);
    }

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private void Run(ParseResult parsed)
    {
        using var archive = _database.Open(parsed);
        using var output = LargeOutput.Open();
        var style = ScreenStyle.OfOutput();
        var sessions = Select(archive, parsed).ToList();
        var isJson = parsed.GetValue(_json);
        if ((style.IsTerminal && !isJson) != parsed.GetValue(_reverse)) sessions.Reverse();
        if (isJson)
        {
            ReplayJson.WriteArray(sessions.Select(session => ReplayJson.Line(SessionJson.Of(session))), output);
            output.WriteLine();
        }
        else if (sessions.Count > 0)
        {
            SessionTable.Write(sessions, _time.LocalTimeZone, style, output);
            if (style.IsTerminal && FindMissed(archive, sessions) is { } missed) output.WriteLine(style.Dim(missed));
        }
        else
        {
            output.WriteLine(archive.NewestFirst().Any() ? "No session is like that." : "No session has been recorded yet.");
        }
    }

    // Of the last session, as long as a daemon can still type it.
    private static string? FindMissed(SessionArchive archive, List<RecordedSession> sessions) =>
        archive.Sessions.FindLast()?.Id is { } last && sessions.Find(session => session.Id == last) is { } session
            && DeliveredSentences.Read(archive, session) is { Remedy: not null } delivered
            ? $"Typed of session {last}: {delivered.Summary}"
            : null;

    private IEnumerable<RecordedSession> Select(SessionArchive archive, ParseResult parsed)
    {
        var anchor = TimeAnchor.Of(_time);
        var from = parsed.GetValue(_since)?.Begin(anchor) ?? DateTimeOffset.MinValue;
        var until = parsed.GetValue(_until)?.End(anchor) ?? DateTimeOffset.MaxValue;
        var minWords = parsed.GetValue(_minWords) ?? 0;
        var found = parsed.GetValue(_grep) is { } words ? archive.FindSessionsWith(words) : null;
        return archive.NewestFirst()
            .SkipWhile(session => session.StartedAt >= until)
            .TakeWhile(session => session.StartedAt >= from)
            .Where(session => session.Words >= minWords && found?.Contains(session.Id) is not false)
            .Take(parsed.GetValue(_limit) ?? int.MaxValue);
    }
}
