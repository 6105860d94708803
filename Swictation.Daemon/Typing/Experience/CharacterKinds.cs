using System.Text;

namespace Swictation.Daemon.Typing.Experience;

/// <summary>The kinds of characters: their names, a sample of each, and the kind of a character. Pure.</summary>
internal static class CharacterKinds
{
    private static readonly (CharacterKind Kind, string Name, string Sample)[] Table =
    [
        (CharacterKind.Letters, "letters", "The quick brown fox, 0123456789 ;:!?@#$%&*()[]{}<>/\\|+-=_."),
        (CharacterKind.DeadKeys, "dead keys", "\"it's\" ^ ~ ` 'a ^e ~n \"o"),
        (CharacterKind.Accents, "accents", "é è ê ë ñ õ ç å É Ñ ´ ¨"),
        (CharacterKind.Umlauts, "umlauts", "Größe, äöü ÄÖÜ ß"),
        (CharacterKind.Quotes, "quotes", "“curly” ‘single’ „low“ «angle»"),
        (CharacterKind.Cjk, "CJK", "你好世界 こんにちは 안녕"),
        (CharacterKind.Emoji, "emoji", "🙂 🚀 👍🏽"),
        (CharacterKind.Others, "others", "привет ελλ € – …"),
    ];

    public static IReadOnlyList<CharacterKind> All { get; } = [.. Table.Select(row => row.Kind)];

    public static string NameOf(CharacterKind kind) => Row(kind).Name;

    /// <summary>Null if it is none's.</summary>
    public static CharacterKind? Named(string name) =>
        Table.Where(row => row.Name == name).Select(row => (CharacterKind?)row.Kind).FirstOrDefault();

    /// <summary>A text with characters of a kind; the others in it are letters.</summary>
    public static string SampleOf(CharacterKind kind) => Row(kind).Sample;

    public static CharacterKind Of(Rune character) => character.Value switch
    {
        '"' or '\'' or '^' or '~' or '`' => CharacterKind.DeadKeys,
        0x00AB or 0x00BB or (>= 0x2018 and <= 0x201F) or 0x2039 or 0x203A => CharacterKind.Quotes,
        0x00A8 or 0x00B4 or 0x00B8 or 0x02C6 or 0x02DC => CharacterKind.Accents,
        < 0x80 => CharacterKind.Letters,
        'ä' or 'ö' or 'ü' or 'Ä' or 'Ö' or 'Ü' or 'ß' => CharacterKind.Umlauts,
        (>= 0x00C0 and < 0x0250) or (>= 0x0300 and < 0x0370) or (>= 0x1E00 and < 0x1F00) => CharacterKind.Accents,
        (>= 0x2600 and < 0x27C0) or 0x200D or 0xFE0F or (>= 0x1F000 and < 0x20000) => CharacterKind.Emoji,
        (>= 0x1100 and < 0x1200) or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7B0) or (>= 0xF900 and < 0xFB00)
            or (>= 0xFF00 and < 0xFFF0) or (>= 0x20000 and < 0x40000) => CharacterKind.Cjk,
        _ => CharacterKind.Others,
    };

    private static (CharacterKind Kind, string Name, string Sample) Row(CharacterKind kind) => Array.Find(Table, row => row.Kind == kind);
}
