using System.CommandLine;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Replay.Output;

namespace Swictation.Replay.Options;

/// <summary>Sessions and days of the log that is meant, offered by a shell where a command line wants one.</summary>
internal sealed class OfferedWords(DatabaseOption database, TimeProvider time)
{
    // What fits on a screen, and what somebody still looks through.
    private const int MostUnasked = 20;
    private const int Most = 200;

    private const string To = "..";

    private static readonly Candidate[] Recent = [new("today"), new("yesterday")];

    /// <summary>By the name of the value.</summary>
    public IReadOnlyDictionary<string, CandidateSource> Sources => new Dictionary<string, CandidateSource>
    {
        ["SESSION"] = OfferSessions,
        ["WHAT"] = OfferSessions,
        ["WHEN"] = OfferDays,
        ["TIME"] = OfferDays,
    };

    private List<Candidate> OfferSessions(ParseResult parsed, string begun)
    {
        if (begun.Split(To) is [{ Length: > 0 } first, var last]) return OfferEnds(parsed, first, last);

        var numbers = Read(parsed, sessions => sessions
            .Select(session => new Candidate(session.Id.ToString(), Describe(session)))
            .Where(session => session.Word.StartsWith(begun, StringComparison.Ordinal))
            .Take(begun.Length == 0 ? MostUnasked : Most));
        return numbers.Count == 0 && begun.Length == 0
            ? []
            : [
                new("last", "the one that was started last"), .. numbers, .. OfferDays(parsed, begun), .. OfferTitles(parsed, begun),
                .. OfferTags(parsed, begun),
            ];
    }

    // Without a letter of them, the descriptions of the numbers have them.
    private List<Candidate> OfferTitles(ParseResult parsed, string begun) => begun.Length == 0 ? [] : Read(parsed, sessions => sessions
        .Where(session => session.Title is { } title && IsNameBegun(title, begun))
        .Select(session => new Candidate(session.Title!, $"session {session.Id}, {Describe(session with { Title = null })}"))
        .Take(Most));

    private List<Candidate> OfferTags(ParseResult parsed, string begun) => begun.Length == 0 ? [] : Read(parsed, sessions => sessions
        .SelectMany(session => session.Tags)
        .Where(tag => IsNameBegun(tag, begun))
        .GroupBy(tag => tag)
        .Select(tag => new Candidate(tag.Key, $"the tag of {Counted.Of(tag.Count(), "session")}"))
        .Take(Most));

    private static bool IsNameBegun(string name, string begun) => name.StartsWith(begun, StringComparison.Ordinal)
        && OneLine.Of(name) == name && SessionSelector.ParseOne(name) is { First: SessionName.Titled };

    // Of a range: what is not before its beginning.
    private List<Candidate> OfferEnds(ParseResult parsed, string first, string last)
    {
        if (SessionName.Parse(first) is SessionName.BegunOn)
        {
            return
            [
                .. OfferDays(parsed, last)
                    .Where(day => !char.IsAsciiDigit(day.Word[0]) || !char.IsAsciiDigit(first[0]) || string.CompareOrdinal(day.Word, first) >= 0)
                    .Select(day => day with { Word = first + To + day.Word }),
            ];
        }

        var least = SessionName.Parse(first) is SessionName.Numbered { Number.Value: var number } ? number : 0;
        return Read(parsed, sessions => sessions
            .Where(session => session.Id.Value >= least && session.Id.ToString().StartsWith(last, StringComparison.Ordinal))
            .Select(session => new Candidate($"{first}{To}{session.Id}", Describe(session)))
            .Take(last.Length == 0 ? MostUnasked : Most));
    }

    private List<Candidate> OfferDays(ParseResult parsed, string begun) =>
    [
        .. Recent,
        .. Read(parsed, sessions => sessions
            .GroupBy(session => TimeAnchor.Of(time).DayOf(session.StartedAt))
            .Where(day => day.Key.StartsWith(begun, StringComparison.Ordinal))
            .Select(day => new Candidate(day.Key, Counted.Of(day.Count(), "session")))
            .Take(begun.Length == 0 ? MostUnasked : Most)),
    ];

    // Whatever is wrong with the log is said when the command is run.
    private List<Candidate> Read(ParseResult parsed, Func<IEnumerable<RecordedSession>, IEnumerable<Candidate>> choose)
    {
        try
        {
            using var archive = database.OpenItself(parsed);
            return [.. choose(archive.NewestFirst())];
        }
        catch (Exception e) when (e is SwictationException or SqliteException or IOException)
        {
            return [];
        }
    }

    private string Describe(RecordedSession session) =>
        $"{HumanText.DateAndTime(session.StartedAt, time.LocalTimeZone)}, {HumanText.Duration(session.Duration)}, "
        + Counted.Of(session.Words, "word") + (session.Title is { } title ? $", {OneLine.Of(title)}" : "");
}
