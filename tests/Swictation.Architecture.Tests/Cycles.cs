namespace Swictation.Architecture.Tests;

/// <summary>Folders that need each other, directly or through others.</summary>
internal static class Cycles
{
    /// <summary>Groups of folders of which each can be reached from each by arrows; the folders of a group in the order of their names.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> In(IReadOnlySet<Arrow> arrows)
    {
        var reachable = arrows.Select(arrow => arrow.From).Distinct().ToDictionary(folder => folder, folder => ReachableFrom(folder, arrows));

        return
        [
            .. reachable.Where(from => from.Value.Contains(from.Key))
                .Select(from => from.Value.Where(to => reachable.TryGetValue(to, out var back) && back.Contains(from.Key)).Order().ToList())
                .DistinctBy(group => string.Join('|', group)),
        ];
    }

    private static HashSet<string> ReachableFrom(string folder, IReadOnlySet<Arrow> arrows)
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>([folder]);
        while (waiting.TryPop(out var next))
        {
            foreach (var arrow in arrows.Where(arrow => arrow.From == next && reached.Add(arrow.To)))
            {
                waiting.Push(arrow.To);
            }
        }

        return reached;
    }
}
