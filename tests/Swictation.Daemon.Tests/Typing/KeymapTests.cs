using System.Text;
using Swictation.Daemon.Typing.Ways.Wayland;

namespace Swictation.Daemon.Tests.Typing;

public sealed class KeymapTests
{
    private readonly Keymap _keymap = new();

    [Fact]
    public void Character_has_one_key_for_as_long_as_the_layout_lasts()
    {
        var key = _keymap.KeyOf(new Rune('ß'));
        var text = _keymap.Write();

        Assert.Equal(key, _keymap.KeyOf(new Rune('ß')));
        Assert.False(_keymap.IsChanged);
        Assert.Contains($"<K{key}> = {key + 8};", text, StringComparison.Ordinal);
        Assert.Contains($"key <K{key}> {{ [ U00DF ] }};", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Layout_begins_anew_when_it_is_full_and_a_text_is_cut_where_one_layout_does_not_do()
    {
        var many = string.Concat(Enumerable.Range(0x4E00, 400).Select(code => (char)code));

        var first = _keymap.Fit(many);
        foreach (var character in many[..first].EnumerateRunes()) Assert.InRange(_keymap.KeyOf(character), 1u, (uint)Keymap.MostKeys);
        var second = _keymap.Fit(many.AsSpan(first));

        Assert.InRange(first, 100, Keymap.MostKeys);
        Assert.Equal(first, second);
        Assert.True(_keymap.IsChanged);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_takes_no_key_of_its_own()
    {
        Assert.Equal(2, _keymap.Fit("🙂"));
        _keymap.KeyOf("🙂".EnumerateRunes().Single());

        Assert.Contains("U1F642", _keymap.Write(), StringComparison.Ordinal);
    }
}
