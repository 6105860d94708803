using Swictation.Domain.Language;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Sessions;

/// <summary>What to try where nothing was found. What is proposed was tried, and finds something.</summary>
internal sealed class SearchAdvice(SessionArchive archive, TimeAnchor anchor)
{
    private const int ShortestBeginning = 3;
    private const int MostDays = 5;

    // Of these, the newest, days are told.
    private const int MostSessions = 500;

    /// <summary>For words; null where there are no sessions.</summary>
    /// <param name="order">What found nothing.</param>
    public string? Of(SearchOrder order)
    {
        var terms = SearchTerms.Parse(order.Words);
        if (terms.Count == 0) return "there is no word in it";
        if (terms.All(term => term.IsExcluded)) return "say too what is to be in it: 'invoice -lunch'";

        return OfScope(order) ?? OfWords([.. terms.Where(term => !term.IsExcluded)]) ?? OfDays();
    }

    /// <summary>The days on which sessions began, the newest of them; null where there are no sessions.</summary>
    public string? OfDays()
    {
        var days = archive.NewestFirst().Take(MostSessions).Select(session => anchor.DayOf(session.StartedAt)).Distinct().Take(MostDays + 1).ToList();
        return days.Count == 0 ? null
            : $"sessions began on {string.Join(", ", days.Take(MostDays))}{(days.Count > MostDays ? " and before" : "")}";
    }

    private string? OfScope(SearchOrder order)
    {
        if (order is { Session: null, Since: null, Until: null }) return null;

        var everywhere = archive.Search(new(order.Words, Limit: 1));
        return everywhere.Hits is [var best]
            ? $"elsewhere in the log there {(everywhere.Found == 1 ? "is" : "are")} {everywhere.Found:N0}, the best in session {best.Said.Session} of {anchor.DayOf(best.SessionStartedAt)}"
            : null;
    }

    private string? OfWords(IReadOnlyList<SearchTerm> wanted)
    {
        List<(SearchTerm Term, long Found)> each = [.. wanted.Select(term => (term, CountOf(Text(term))))];
        if (each.FindIndex(one => one.Found == 0) is not (>= 0 and var index))
            return wanted.Count > 1 ? $"no sentence has all of them; {string.Join(" and ", each.Select(one => $"{ShellWord.Of(Text(one.Term))} finds {one.Found:N0}"))}" : null;

        var missing = wanted[index];
        var which = wanted.Count > 1 ? $"it is {ShellWord.Of(Text(missing))} that is nowhere" : null;
        return (which, Beginning(missing)) switch
        {
            (null, null) => null,
            ({ } alone, null) => alone,
            (null, { } beginning) => beginning,
            ({ } both, { } beginning) => $"{both}; {beginning}",
        };
    }

    private string? Beginning(SearchTerm term)
    {
        if (term.IsQuoted) return null;

        // Of the whole word too: it may have an ending.
        var longest = term.IsPrefix ? term.Text.Length - 1 : term.Text.Length;
        for (var length = longest; length >= Math.Max(ShortestBeginning, term.Text.Length / 2); length--)
        {
            if (!char.IsLetterOrDigit(term.Text[length - 1])) continue;
            var beginning = $"{term.Text[..length]}*";
            if (CountOf(beginning) is not (> 0 and var count)) continue;

            // Forms of words are found by the language, which a text source does not tell.
            var forms = archive.NewestFirst().Any(session => session.Recogniser?.Language is not null)
                ? "" : "; other forms of a word are found by themselves only where the recogniser says the language";
            return $"'{beginning}' finds {count:N0}{forms}";
        }

        return null;
    }

    private long CountOf(string words) => archive.Search(new(words, Limit: 1)).Found;

    private static string Text(SearchTerm term) =>
        (term.IsQuoted ? $"\"{term.Text}\"" : term.Text) + (term.IsPrefix ? "*" : "");
}
