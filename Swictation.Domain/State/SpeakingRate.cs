namespace Swictation.Domain.State;

/// <summary>How fast was spoken.</summary>
public static class SpeakingRate
{
    /// <summary>
    /// Words per minute to one decimal; 0, which is no rate, where nobody knows how long it took to speak them: text of
    /// another recogniser comes all at once, or in pieces of which it does not tell the length.
    /// </summary>
    /// <param name="spokenS">Seconds of speech, without the silence between; 0 where they are not known.</param>
    public static double WordsPerMinute(int words, double spokenS) =>
        spokenS > 0 ? Math.Round(words * 60 / spokenS, 1) : 0;
}
