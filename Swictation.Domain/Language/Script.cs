namespace Swictation.Domain.Language;

/// <summary>How a script shows where a word ends.</summary>
public enum Script
{
    /// <summary>By blanks and punctuation, as most do.</summary>
    Spaced,

    /// <summary>By blanks, but endings are written to the word without one: Korean.</summary>
    Hangul,

    /// <summary>Not at all; each character is about a word: Chinese, and what Japanese has of it.</summary>
    Ideographs,

    /// <summary>Not at all: the two syllabaries of Japanese.</summary>
    Kana,

    /// <summary>Not at all, and a word has several characters: Thai, Lao, Khmer, Burmese and their relatives.</summary>
    Continuous,
}
