using System.CommandLine;
using System.Globalization;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Replay.Options;
using Swictation.Replay.Output;

namespace Swictation.Replay.Verbs;

/// <summary><c>list</c>: the sessions, newest first.</summary>
internal sealed class ListCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;

    private readonly Option<int?> _limit = new Option<int?>("--limit")
    {
        HelpName = "N",
        Description = "At most so many sessions [default: all]",
    }.ParsedBy("a whole number from 1 to 2147483647", ParseLimit);

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array" };

    public ListCommand(DatabaseOption database, TimeProvider time)
        : base("list", "List sessions, newest first")
    {
        _database = database;
        _time = time;
        Options.Add(_limit);
        Options.Add(_json);
        SetAction(Run);
    }

    private static int? ParseLimit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : null;

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        using var archive = _database.Open(parsed);
        var sessions = archive.List(parsed.GetValue(_limit) ?? int.MaxValue);
        if (parsed.GetValue(_json))
            ReplayJson.Write(sessions.Select(SessionJson.Of), output);
        else if (sessions.Count == 0)
            output.WriteLine("No session has been recorded yet.");
        else
            SessionTable.Write(sessions, _time.LocalTimeZone, output);
    }
}
