using Swictation.Domain.Events;

namespace Swictation.Storage.Queries;

/// <summary>What is looked for, and where.</summary>
/// <param name="Words">In the form of <see cref="Domain.Language.SearchTerms"/>.</param>
/// <param name="Limit">The best of those that are found.</param>
public sealed record SearchOrder(string Words, int Limit)
{
    /// <summary>Not more than so many are ranked, the newest.</summary>
    public const int MostRanked = 10_000;

    /// <summary>Only in this session; null for all.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Only what was said from then on; null for no limit.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was said before; null for no limit.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many transcriptions before and behind each are wanted too, of the same session.</summary>
    public int Context { get; init; }
}
