using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>What becomes of a segment that is to be imported.</summary>
/// <param name="Origin">By which the log knows it, or will.</param>
/// <param name="Position">Where the log has it; 0 where it does not.</param>
internal readonly record struct ImportVerdict(ImportFate Fate, Origin Origin, long Position = 0)
{
    /// <summary>True where it was recorded in this log.</summary>
    public bool IsOwn { get; init; }
}
