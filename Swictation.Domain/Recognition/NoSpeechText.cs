using System.Collections.Frozen;

namespace Swictation.Domain.Recognition;

/// <summary>
/// Texts that recognisers write where nobody speaks: marks such as <c>[BLANK_AUDIO]</c> and <c>(music)</c>, and the credits
/// of the subtitles that Whisper has learnt from.
/// </summary>
public static class NoSpeechText
{
    // An opening sign, and the one that closes it.
    private const string Opening = "[(<{*♪♫";
    private const string Closing = "])>}*♪♫";

    // Without case and signs. Only what nobody dictates: "thank you" is said too.
    private static readonly FrozenSet<string> Credits = new[]
    {
        "thanks for watching", "thank you for watching", "thanks for watching everyone",
        "thank you so much for watching", "thank you very much for watching", "please subscribe to my channel",
        "subtitles by the amara org community", "subtitles made by the community of amara org",
        "transcription by castingwords", "transcript emily beynon",
        "untertitel der amara org community", "untertitel im auftrag des zdf für funk 2017", "untertitelung des zdf 2020",
        "untertitel von stephanie geiges", "vielen dank fürs zuschauen",
        "sous titres réalisés par la communauté d amara org", "sous titres réalisés para la communauté d amara org",
        "sous titrage société radio canada", "merci d avoir regardé cette vidéo",
        "subtítulos realizados por la comunidad de amara org", "gracias por ver el video",
        "sottotitoli creati dalla comunità amara org", "sottotitoli e revisione a cura di qtss",
        "legendas pela comunidade amara org", "ondertitels ingediend door de amara org gemeenschap",
        "napisy stworzone przez społeczność amara org", "субтитры сделал dimatorzok",
        "редактор субтитров а семкин корректор а егорова",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CreditsByText =
        Credits.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords =
        Credits.Select(credit => credit[..credit.IndexOf(' ')]).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestCredit = Credits.Max(credit => credit.Length);

    /// <summary>True for a text that consists of such marks alone, or is such a credit.</summary>
    public static bool Is(string text) => IsMark(text) || IsCredit(text);

    // Marks in brackets of any kind, one behind the other, and signs between them. Words outside of them are words.
    private static bool IsMark(string text)
    {
        var marks = 0;
        // The kinds that are not closed any more, a bit each: the rest is not searched for them again and again.
        var open = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsLetterOrDigit(text[at])) return false;
            if (Opening.IndexOf(text[at]) is not (>= 0 and var kind)) continue;

            // One that nothing closes is a mark by itself, if no word follows.
            marks++;
            if ((open & (1 << kind)) != 0) continue;

            var end = text.IndexOf(Closing[kind], at + 1);
            if (end < 0) open |= 1 << kind;
            else at = end;
        }

        return marks > 0;
    }

    // Most lines are none, and most of them are known by their first word: nothing is allocated for them.
    private static bool IsCredit(string text)
    {
        Span<char> plain = stackalloc char[LongestCredit];
        var (length, isBetween, isFirst) = (0, false, true);
        foreach (var sign in text)
        {
            if (!char.IsLetterOrDigit(sign))
            {
                isBetween = length > 0;
                continue;
            }

            if (length + (isBetween ? 2 : 1) > plain.Length) return false;
            if (isBetween)
            {
                if (isFirst && !FirstWords.Contains(plain[..length])) return false;
                isFirst = false;
                plain[length++] = ' ';
            }

            plain[length++] = char.ToLowerInvariant(sign);
            isBetween = false;
        }

        return CreditsByText.Contains(plain[..length]);
    }
}
