namespace Swictation.Sockets.Protocol;

/// <summary>What a client has sent, to be repeated in the reason for a refusal.</summary>
internal static class Echo
{
    private const int Longest = 64;

    /// <summary>The text, cut where it is long.</summary>
    public static string Of(string text)
    {
        if (text.Length <= Longest) return text;

        var length = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return $"{text.AsSpan(0, length)}...";
    }
}
