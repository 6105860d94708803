using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.History;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Output;

namespace Swictation.Replay.Options;

/// <summary>Sessions and days of the log that is meant, offered by a shell where a command line wants one.</summary>
internal sealed class OfferedWords(DatabaseOption database, TimeProvider time)
{
    // What fits on a screen, and what somebody still looks through.
    private const int MostUnasked = 20;
    private const int Most = 200;

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
        var numbers = Read(parsed, sessions => sessions
            .Select(session => new Candidate(session.Id.ToString(), Describe(session)))
            .Where(session => session.Word.StartsWith(begun, StringComparison.Ordinal))
            .Take(begun.Length == 0 ? MostUnasked : Most));
        return numbers.Count == 0 && begun.Length == 0
            ? []
            : [new("last", "the one that was started last"), .. numbers, .. OfferDays(parsed, begun)];
    }

    private List<Candidate> OfferDays(ParseResult parsed, string begun) =>
    [
        .. Recent,
        .. Read(parsed, sessions => sessions
            .GroupBy(session => DayOf(session.StartedAt))
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

    private string DayOf(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Describe(RecordedSession session) =>
        $"{HumanText.DateAndTime(session.StartedAt, time.LocalTimeZone)}, {HumanText.Duration(session.Duration)}, "
        + Counted.Of(session.Words, "word") + (session.Title is { } title ? $", {OneLine.Of(title)}" : "");
}
