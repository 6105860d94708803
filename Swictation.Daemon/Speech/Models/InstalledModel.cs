namespace Swictation.Daemon.Speech.Models;

/// <summary>A model in the user's directory.</summary>
/// <param name="Path">Of its file.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Kind">By its first bytes.</param>
/// <param name="Known">The published model of that name; null for another one.</param>
internal sealed record InstalledModel(string Name, string Path, long Length, ModelKind Kind, KnownModel? Known)
{
    /// <summary>
    /// Greater for a more accurate one. One that is not published counts as the largest published one that is no larger.
    /// </summary>
    public int Rank { get; } = RankOf(Known, Length);

    private static int RankOf(KnownModel? known, long length)
    {
        var rank = -1;
        for (var i = 0; i < ModelCatalogue.All.Count; i++)
        {
            var published = ModelCatalogue.All[i];
            if (published == known) return i;
            if (known is null && published.Kind == ModelKind.Recogniser && published.Megabytes * 1e6 <= length) rank = i;
        }

        return rank;
    }
}
