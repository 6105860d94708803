using Swictation.Domain.Errors;

namespace Swictation.Domain.History;

/// <summary>Knows the texts that sentences have got after they were recognised.</summary>
/// <exception cref="SwictationException">They cannot be read.</exception>
public interface IVersionHistory
{
    /// <summary>All later texts of a sentence in the order of the log, those of this moment too; none where it has its first text.</summary>
    /// <param name="sentence">Its position in the log.</param>
    IReadOnlyList<TextVersion> ReadRevisions(long sentence);
}
