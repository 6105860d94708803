namespace Swictation.Domain.Language;

/// <summary>
/// The words of two texts side by side, by a shortest way from the one to the other as <see cref="WordDistance"/> counts it: upper
/// case and punctuation at words mean nothing.
/// </summary>
public static class WordDiff
{
    /// <summary>
    /// In the order of the texts; of a stretch that was replaced, what was removed stands before what was added. Takes time and
    /// memory as the product of the numbers of words.
    /// </summary>
    /// <returns>Each word as it is written, as in the new text where it is in both.</returns>
    public static IReadOnlyList<(WordChange Change, string Word)> Between(string old, string text)
    {
        var (from, to) = (WordDistance.Split(old).ToArray(), WordDistance.Split(text).ToArray());
        var costs = Costs(from, to);
        var steps = new List<(WordChange, string)>();
        var added = new List<string>();
        var (i, j) = (0, 0);
        while (i < from.Length || j < to.Length)
        {
            var (hasOld, hasNew) = (i < from.Length, j < to.Length);
            if (hasOld && hasNew && from[i].Key == to[j].Key && costs[i, j] == costs[i + 1, j + 1])
            {
                Flush();
                steps.Add((WordChange.Same, to[j].Word));
                (i, j) = (i + 1, j + 1);
            }
            else
            {
                var isReplaced = hasOld && hasNew && costs[i, j] == costs[i + 1, j + 1] + 1;
                var isRemoved = isReplaced || (hasOld && costs[i, j] == costs[i + 1, j] + 1);
                if (isRemoved) steps.Add((WordChange.Removed, from[i++].Word));
                if (isReplaced || !isRemoved) added.Add(to[j++].Word);
            }
        }

        Flush();
        return steps;

        void Flush()
        {
            steps.AddRange(added.Select(word => (WordChange.Added, word)));
            added.Clear();
        }
    }

    // From the words behind i and j to the ends of the texts.
    private static int[,] Costs((string Word, string Key)[] from, (string Word, string Key)[] to)
    {
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = from.Length; i >= 0; i--)
        {
            for (var j = to.Length; j >= 0; j--)
            {
                costs[i, j] = i == from.Length ? to.Length - j
                    : j == to.Length ? from.Length - i
                    : Math.Min(
                        costs[i + 1, j + 1] + (from[i].Key == to[j].Key ? 0 : 1),
                        Math.Min(costs[i + 1, j], costs[i, j + 1]) + 1);
            }
        }

        return costs;
    }
}
