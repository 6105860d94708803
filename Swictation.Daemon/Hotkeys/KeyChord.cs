using Swictation.Daemon.Platform.Keyboards;

namespace Swictation.Daemon.Hotkeys;

/// <summary>A key with those that are held with it, as <c>LOGO+F9</c>: written as desktop portals read it.</summary>
/// <param name="Key">The name of the key in XKB, as F10, Pause or a.</param>
/// <param name="Symbol">Its keysym.</param>
internal sealed record KeyChord(KeyModifiers Modifiers, string Key, uint Symbol)
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms = "a key by its name, behind those that are held with it, such as F10, Pause or LOGO+F9 (CTRL, ALT, SHIFT, LOGO); or none";

    private static readonly (string Name, KeyModifiers Modifier)[] Names =
        [("CTRL", KeyModifiers.Control), ("ALT", KeyModifiers.Alt), ("SHIFT", KeyModifiers.Shift), ("LOGO", KeyModifiers.Logo)];

    /// <summary>Null for a text that is no such key.</summary>
    public static KeyChord? Parse(string text)
    {
        var words = text.Split('+');
        var modifiers = KeyModifiers.None;
        foreach (var word in words[..^1])
        {
            var name = word.Equals("SUPER", StringComparison.OrdinalIgnoreCase) ? "LOGO" : word;
            if (Names.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { Name: not null } found) return null;
            modifiers |= found.Modifier;
        }

        return KeySymbols.Named(words[^1]) is { } symbol ? new(modifiers, words[^1], symbol) : null;
    }

    public override string ToString() =>
        string.Join('+', Names.Where(known => Modifiers.HasFlag(known.Modifier)).Select(known => known.Name).Append(Key));
}
