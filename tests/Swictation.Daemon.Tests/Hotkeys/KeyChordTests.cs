using Swictation.Daemon.Hotkeys;

namespace Swictation.Daemon.Tests.Hotkeys;

[Trait("Category", "Package")]
public sealed class KeyChordTests
{
    [Theory]
    [InlineData("F10", 0, 0xFFC7, "F10")]
    [InlineData("super+F9", 0x40, 0xFFC6, "LOGO+F9")]
    [InlineData("SHIFT+CTRL+space", 0x5, 0x20, "CTRL+SHIFT+space")]
    [InlineData("ALT+a", 0x8, 0x61, "ALT+a")]
    public void Chord_is_read_and_written_as_portals_read_it(string text, int modifiers, int symbol, string written)
    {
        var chord = KeyChord.Parse(text);

        Assert.Equal(((KeyModifiers)modifiers, (uint)symbol, written), (chord!.Modifiers, chord.Symbol, chord.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("F99")]
    [InlineData("HYPER+a")]
    [InlineData("LOGO+")]
    public void Text_that_is_no_chord_is_none(string text) => Assert.Null(KeyChord.Parse(text));
}
