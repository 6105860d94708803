using System.CommandLine;
using Swictation.Plumbing.CommandLine;
using Swictation.Replay.Figures;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;

namespace Swictation.Replay.Verbs;

/// <summary><c>stats</c>: how much was said, how fast, and what it saved.</summary>
internal sealed class StatsCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly WhenOption _since = WhenOption.Since("what was said");
    private readonly WhenOption _until = WhenOption.Until("what was said");

    private readonly Option<string> _by = new("--by")
    {
        HelpName = "day|week|session|hour",
        Description = "A row for each; hours are those of the day [default: day]",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object" };

    public StatsCommand(DatabaseOption database, TimeProvider time)
        : base("stats", "Show how much was said, how fast, and what it saved")
    {
        _database = database;
        _time = time;
        _by.Accept(name => Find(name) is not null, _ => "day, week, session or hour");
        foreach (var option in new Option[] { _since, _until, _by, _json }) Options.Add(option);
        SetAction(Run);
    }

    private static FigureSpan? Find(string name) => FigureSpan.All.FirstOrDefault(span => span.Name == name);

    private void Run(ParseResult parsed)
    {
        var anchor = TimeAnchor.Of(_time);
        var from = parsed.GetValue(_since)?.Begin(anchor) ?? DateTimeOffset.UnixEpoch;
        var until = parsed.GetValue(_until)?.End(anchor) ?? DateTimeOffset.MaxValue;
        var by = parsed.GetValue(_by) is { } name ? Find(name)! : FigureSpan.Day;
        using var archive = _database.Open(parsed);
        var statistics = Statistics.Of(
            by,
            archive.ReadFigures(from, until, bySession: by == FigureSpan.Session),
            archive.NewestFirst().SkipWhile(session => session.StartedAt >= until).TakeWhile(session => session.StartedAt >= from),
            _time.LocalTimeZone);
        using var output = LargeOutput.Open();
        if (parsed.GetValue(_json)) StatisticsJson.Write(statistics, output);
        else StatisticsText.Write(statistics, ScreenStyle.OfOutput(), output);
    }
}
