namespace Swictation.Domain.Language;

/// <summary>Knows the words of scripts in which nothing separates them and a word has several characters.</summary>
public interface IWordIterator
{
    /// <summary>How many words there are; null where that cannot be told. Safe for any number of threads.</summary>
    /// <param name="run">Letters and marks of such scripts alone.</param>
    int? CountWords(ReadOnlySpan<char> run);
}
