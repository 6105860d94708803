using Swictation.Domain.History;
using Swictation.Domain.Language;

namespace Swictation.Storage.Queries;

/// <summary>What was found, the best first.</summary>
/// <param name="Found">How many transcriptions were ranked; <see cref="Hits"/> are the best of them.</param>
/// <param name="HasOlder">True where more are older than those that were ranked.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, long Found, bool HasOlder);

/// <summary>A transcription, a title, a tag, a note or a mark that was found.</summary>
/// <param name="SessionStartedAt">The start of its session.</param>
/// <param name="Marks">Where in its text the words are.</param>
/// <param name="Before">Those before it, in the order of the log.</param>
/// <param name="After">Those behind it.</param>
public sealed record SearchHit(
    SpokenTranscript Said,
    DateTimeOffset SessionStartedAt,
    IReadOnlyList<TextSpan> Marks,
    IReadOnlyList<SpokenTranscript> Before,
    IReadOnlyList<SpokenTranscript> After)
{
    /// <summary>Whether the words are in no text that it has now, but in one that it had before.</summary>
    public bool IsOfOlderText { get; init; }

    /// <summary><c>title</c>, <c>tag</c>, <c>note</c> or <c>mark</c> where it is what somebody has added to its session; null for a sentence.</summary>
    public string? Addition { get; init; }
}
