using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Domain.Tests.Wire;

public sealed class TextFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("say \"hello\"", "say \\\"hello\\\"")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("a\nb\rc\td", "a\\nb\\rc\\td")]
    [InlineData("nul \0 bell \u0007", "nul \\u0000 bell \\u0007")]
    [InlineData("<b>&'+`", "<b>&'+`")]
    [InlineData("Grüße, 日本", "Grüße, 日本")]
    [InlineData("🙂 \"👩‍👩‍👧\" 🙂", "🙂 \\\"👩‍👩‍👧\\\" 🙂")]
    [InlineData("two\u2028lines", "two\\u2028lines")]
    public void Text_is_escaped_where_json_needs_it_and_nowhere_else(string text, string written)
    {
        var line = Stored.Line(Said(text));

        Assert.Contains($"\"text\":\"{written}\",", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("🙂")]
    [InlineData("👩‍👩‍👧 and \u2028 and \u2029")]
    [InlineData("")]
    [InlineData("\u007f\u0080\ufeff\uffff")]
    public void Any_text_reads_back_the_same_and_its_line_is_one_line(string text)
    {
        var line = Stored.Line(Said(text));

        using var json = JsonDocument.Parse(line);
        Assert.Equal(text, json.RootElement.GetProperty("text").GetString());
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        // Not as rows of a theory: attributes cannot hold half a character.
        Assert.Contains("\"text\":\"a\ufffdb\"", Stored.Line(Said("a\ud800b")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"a\ufffd\"", Stored.Line(Said("a\udc00")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"\ufffd\"", Stored.Line(Said("\ud83d")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"\ufffd\ufffd\"", Stored.Line(Said("\ude42\ud83d")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"🙂\ufffd\"", Stored.Line(Said("🙂\ud83d")), StringComparison.Ordinal);
    }

    private static Transcription Said(string text) => new(new(1), DateTimeOffset.UnixEpoch, text, 0, 0, 1);
}
