using Swictation.Domain.History;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Sessions;

/// <summary>The numbers of ranges that no session has.</summary>
internal static class MissingSessions
{
    private const int MostNamed = 8;

    /// <summary>A line about them, such as <c>there are no sessions 13, 17..19</c>; null where the ranges are whole.</summary>
    /// <param name="found">All sessions that were meant.</param>
    public static string? Describe(IEnumerable<SessionSelector> wanted, IEnumerable<RecordedSession> found)
    {
        var numbers = found.Select(session => session.Id.Value).Order().ToList();
        var missing = wanted.SelectMany(selector => GapsIn(selector, numbers)).Distinct().ToList();
        if (missing.Count == 0) return null;

        var isOne = missing is [(var first, var last)] && first == last;
        return $"there {(isOne ? "is no session" : "are no sessions")} "
            + string.Join(", ", missing.Take(MostNamed).Select(gap => gap.First == gap.Last ? $"{gap.First}" : $"{gap.First}..{gap.Last}"))
            + (missing.Count > MostNamed ? " and so on" : "");
    }

    private static IEnumerable<(long First, long Last)> GapsIn(SessionSelector selector, IReadOnlyList<long> numbers)
    {
        if (selector is not { IsRange: true, First: SessionName.Numbered { Number.Value: var first }, Last: SessionName.Numbered { Number.Value: var last } })
            yield break;

        foreach (var number in numbers.Where(number => number >= first && number <= last))
        {
            if (first < number) yield return (first, number - 1);
            first = number + 1;
        }

        if (first <= last) yield return (first, last);
    }
}
