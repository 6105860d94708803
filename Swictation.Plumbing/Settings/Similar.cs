namespace Swictation.Plumbing.Settings;

/// <summary>Finds the name that was probably meant by a misspelt one.</summary>
internal static class Similar
{
    // A third of a name may be wrong; beyond that another thing was meant.
    private const int LettersForOneMistake = 3;

    /// <summary>
    /// The only name that begins so, or the one that takes the fewest letters changed, put in, left out or exchanged
    /// with the next; null if none is near.
    /// </summary>
    public static string? Find(string written, IEnumerable<string> names)
    {
        var known = names.ToList();
        var begun = known.FindAll(name => Core(name).StartsWith(Core(written), StringComparison.Ordinal));
        if (begun is [var only]) return only;

        var nearest = known.MinBy(name => Distance(Core(written), Core(name)));
        return nearest is not null
            && Distance(Core(written), Core(nearest)) <= Math.Max(1, Core(nearest).Length / LettersForOneMistake)
            ? nearest
            : null;
    }

    // A prefix of all names does not count, and capitals are no misspelling.
    private static string Core(string name) =>
        (name.StartsWith(SettingName.VariablePrefix, StringComparison.Ordinal)
            ? name[SettingName.VariablePrefix.Length..]
            : name.TrimStart('-')).ToUpperInvariant();

    // After Levenshtein, a row at a time; with Damerau two letters in the wrong order are one mistake.
    private static int Distance(string from, string to)
    {
        int[] before = [];
        var last = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }
}
