namespace Swictation.Domain.State;

/// <summary>How much was said, and how fast.</summary>
public static class SpeakingRate
{
    /// <summary>Words are what white space separates.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var isSpace = char.IsWhiteSpace(c);
            if (!isSpace && !inWord) words++;
            inWord = !isSpace;
        }

        return words;
    }

    /// <summary>Words per minute over the speech, or over the session where that was not measured.</summary>
    /// <param name="spokenS">Seconds of speech; 0 where they are not known.</param>
    public static double WordsPerMinute(int words, double spokenS, double sessionS) =>
        spokenS > 0 ? WordsPerMinute(words, spokenS) : WordsPerMinuteOfSession(words, sessionS);

    /// <summary>Words per minute to one decimal; 0 when no time has passed.</summary>
    public static double WordsPerMinute(int words, double seconds) =>
        seconds > 0 ? Math.Round(words * 60 / seconds, 1) : 0;

    /// <summary>
    /// Words per minute where the length of the speech is unknown: over the whole session, counted as a second at
    /// least, because text that another recogniser sends comes all at once.
    /// </summary>
    public static double WordsPerMinuteOfSession(int words, double sessionSeconds) =>
        WordsPerMinute(words, Math.Max(1, sessionSeconds));
}
