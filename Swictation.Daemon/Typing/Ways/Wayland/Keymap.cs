using System.Globalization;
using System.Text;

namespace Swictation.Daemon.Typing.Ways.Wayland;

/// <summary>
/// A keyboard layout with a key for each character that is typed, so that no layout of the user's matters. Begins with
/// ASCII and grows; when it is full it begins anew. Pure.
/// </summary>
internal sealed class Keymap
{
    /// <summary>Programs of X11 know no higher numbers than 255, of which 8 are not for keys.</summary>
    public const int MostKeys = 240;

    private const int FirstCode = 8;

    private readonly Dictionary<string, uint> _keys = [];

    public Keymap() => Begin();

    /// <summary>True if keys have come since <see cref="Write"/>.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Makes room where a text needs more keys than are left. Before the first of <see cref="KeyOf(Rune)"/>.</summary>
    /// <returns>How many of its characters, in UTF-16, can be typed with one layout.</returns>
    public int Fit(ReadOnlySpan<char> text)
    {
        var fitting = Count(text, _keys);
        if (fitting == text.Length) return fitting;

        Begin();
        return Count(text, _keys);
    }

    /// <summary>The key of a character, as a virtual keyboard counts them.</summary>
    public uint KeyOf(Rune character) => KeyOf(Symbol(character));

    /// <summary>The key of a symbol, by its name in XKB.</summary>
    public uint KeyOf(string symbol)
    {
        if (_keys.TryGetValue(symbol, out var key)) return key;

        IsChanged = true;
        key = (uint)_keys.Count + 1;
        _keys.Add(symbol, key);
        return key;
    }

    /// <summary>The layout in the text form of XKB, version 1.</summary>
    public string Write()
    {
        IsChanged = false;
        var text = new StringBuilder("xkb_keymap {\nxkb_keycodes \"swictation\" {\nminimum = 8;\n");
        text.Append(CultureInfo.InvariantCulture, $"maximum = {FirstCode + MostKeys + 1};\n");
        foreach (var key in _keys.Values) text.Append(CultureInfo.InvariantCulture, $"<K{key}> = {FirstCode + key};\n");
        text.Append(
            "};\nxkb_types \"swictation\" { include \"complete\" };\nxkb_compatibility \"swictation\" { include \"complete\" };\n"
            + "xkb_symbols \"swictation\" {\n");
        foreach (var (symbol, key) in _keys)
            text.Append(CultureInfo.InvariantCulture, $"key <K{key}> {{ [ {symbol} ] }};\n");
        return text.Append("};\n};\n").ToString();
    }

    private static string Symbol(Rune character) => character.Value switch
    {
        '\n' => "Return",
        '\t' => "Tab",
        var value => $"U{value:X4}",
    };

    private static int Count(ReadOnlySpan<char> text, Dictionary<string, uint> keys)
    {
        var left = MostKeys - keys.Count;
        var seen = new HashSet<string>();
        var length = 0;
        foreach (var character in text.EnumerateRunes())
        {
            var symbol = Symbol(character);
            if (!keys.ContainsKey(symbol) && seen.Add(symbol) && --left < 0) break;
            length += character.Utf16SequenceLength;
        }

        return length;
    }

    private void Begin()
    {
        _keys.Clear();
        IsChanged = true;
        foreach (var symbol in (string[])["Return", "Tab", "v", "Insert"]) KeyOf(symbol);
        for (var character = ' '; character <= '~'; character++) KeyOf(new Rune(character));
    }
}
