namespace Swictation.Domain.Settings;

/// <summary>Finds what somebody meant who has misspelt a name.</summary>
internal static class Similar
{
    // A third of a name may be wrong; beyond that another thing was meant.
    private const int LettersForOneMistake = 3;

    /// <summary>The name that takes the fewest letters changed, put in or left out; null if none is near.</summary>
    public static string? Find(string written, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(Core(written), Core(name)));
        return nearest is not null
            && Distance(Core(written), Core(nearest)) <= Math.Max(1, Core(nearest).Length / LettersForOneMistake)
            ? nearest
            : null;
    }

    // What all names begin with says nothing, and capitals are no mistake of a letter.
    private static string Core(string name) =>
        (name.StartsWith(SettingName.VariablePrefix, StringComparison.Ordinal)
            ? name[SettingName.VariablePrefix.Length..]
            : name).ToUpperInvariant();

    // After Levenshtein, a row at a time.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
