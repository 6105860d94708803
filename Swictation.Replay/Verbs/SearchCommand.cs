using System.CommandLine;
using System.Globalization;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Replay.Sessions;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Verbs;

/// <summary><c>search</c>: what was said, by its words; the best of what is found first.</summary>
internal sealed class SearchCommand : Command
{
    private const int NothingFound = 1;
    private const int UsualLimit = 20;

    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;
    private readonly WhenOption _since = WhenOption.Since("what was said");
    private readonly WhenOption _until = WhenOption.Until("what was said");

    private readonly Argument<string[]> _words = new("WORDS")
    {
        Description = "What has to be in a sentence, all of it: words, '\"several of them\"' in quotes, beginnings ('invoi*'); "
            + "'-lunch' leaves out sentences that have it, behind another word and in quotes ('invoice -lunch')",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<SessionSelector?> _session = SessionArgument.Option("Only in this session");

    private readonly Option<int?> _context = new Option<int?>("--context", "-C")
    {
        HelpName = "N",
        Description = "So many sentences before and behind each too [default: 0]",
    }.ParsedBy("a whole number from 0 to 1000", text => ParseCount(text, least: 0, most: 1000));

    private readonly Option<int?> _limit = new Option<int?>("--limit", "-n")
    {
        HelpName = "N",
        Description = "At most so many sentences [default: 20]",
    }.ParsedBy("a whole number from 1 to 10000", text => ParseCount(text, least: 1, most: SearchOrder.MostRanked));

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object" };

    public SearchCommand(DatabaseOption database, TimeProvider time)
        : base("search", "Find what was said, and titles, tags, notes and marks, the best first, with positions (seq:4711) for correct, retry and forget; "
            + "exit code 1 when nothing is found")
    {
        _database = database;
        _time = time;
        Arguments.Add(_words);
        foreach (var option in new Option[] { _session, _since, _until, _context, _limit, _json }) Options.Add(option);
        SetAction(Run);
    }

    private static int? ParseCount(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most
            ? count
            : null;

    private int Run(ParseResult parsed)
    {
        using var archive = _database.Open(parsed);
        var order = OrderOf(archive, parsed);
        var result = archive.Search(order);
        if (Describe(result, order, archive) is { } told) parsed.InvocationConfiguration.Error.WriteLine($"swictation-replay: {told}");

        using var output = LargeOutput.Open();
        var withContext = order.Context > 0;
        if (parsed.GetValue(_json))
        {
            output.Write($"{{\"found\":{result.Found},\"has_older\":{(result.HasOlder ? "true" : "false")},\"hits\":");
            ReplayJson.WriteArray(result.Hits.Select(hit => ReplayJson.Line(SearchHitJson.Of(hit, withContext))), output);
            output.WriteLine('}');
        }
        else
        {
            SearchText.Write(result.Hits, withContext, _time.LocalTimeZone, ScreenStyle.OfOutput(), output);
        }

        return result.Hits.Count == 0 ? NothingFound : 0;
    }

    private SearchOrder OrderOf(SessionArchive archive, ParseResult parsed)
    {
        var anchor = TimeAnchor.Of(_time);
        return new(string.Join(' ', parsed.GetValue(_words)!), parsed.GetValue(_limit) ?? UsualLimit)
        {
            Session = parsed.GetValue(_session) is { } wanted ? archive.Find(wanted).Id : null,
            Since = parsed.GetValue(_since)?.Begin(anchor),
            Until = parsed.GetValue(_until)?.End(anchor),
            Context = parsed.GetValue(_context) ?? 0,
        };
    }

    private string? Describe(SearchResult result, SearchOrder order, SessionArchive archive)
    {
        if (result.Hits.Count > 0)
        {
            return result.HasOlder ? $"the best {result.Hits.Count} of the newest {result.Found:N0}; there are older ones"
                : result.Found > result.Hits.Count ? $"the best {result.Hits.Count} of {result.Found:N0}; --limit shows more"
                : null;
        }

        var hint = new SearchAdvice(archive, TimeAnchor.Of(_time)).Of(order) ?? "no session has been recorded yet";
        return $"nothing was found for {ShellWord.Of(OneLine.Of(order.Words))}; {OneLine.Of(hint)}";
    }
}
