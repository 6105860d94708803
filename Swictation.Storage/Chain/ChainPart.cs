namespace Swictation.Storage.Chain;

/// <summary>
/// What can be checked of a chain by itself: the way from one link to the next, or a stretch that has lost events, which has
/// one hash for all that is left of it.
/// </summary>
/// <param name="Links">That before it, those in it, and that at its end.</param>
internal sealed record ChainPart(IReadOnlyList<ChainLink> Links)
{
    public ChainLink Start => Links[0];

    public ChainLink End => Links[^1];

    public bool HasLostEvents => End.Since is not null;

    /// <param name="links">In order; the first one is that before the first part.</param>
    public static IEnumerable<ChainPart> Of(IEnumerable<ChainLink> links)
    {
        List<ChainLink> part = [];
        foreach (var link in links)
        {
            if (part.Count > 1 && (link.Since is null || link.Since != part[^1].Since))
            {
                yield return new(part);
                part = [part[^1]];
            }

            part.Add(link);
        }

        if (part.Count > 1) yield return new(part);
    }
}
