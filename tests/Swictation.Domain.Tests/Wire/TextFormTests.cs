using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bogus;
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
    public void A_line_that_is_put_together_from_its_parts_is_the_one_that_a_json_writer_writes()
    {
        var random = new Randomizer(1);
        for (var i = 0; i < 1_000; i++)
        {
            var text = random.String2(random.Number(700), i % 3 == 0 ? "ab \"\\\n\u2028" : "abc defgü日本 .,?!");
            var at = DateTimeOffset.UnixEpoch.AddSeconds(random.Number(int.MaxValue)).ToOffset(TimeSpan.FromMinutes(15 * random.Number(-48, 48)));
            var figures = (Wpm: random.Bool() ? 0 : random.Double(0, 1e5), Latency: Math.Round(random.Double(-10, 1e7), 1));

            var line = Stored.Line(new Transcription(new(1), at, text, figures.Wpm, figures.Latency, random.Int()));

            using var json = JsonDocument.Parse(line);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) json.WriteTo(writer);
            Assert.Equal(Encoding.UTF8.GetString(buffer.ToArray()), line);
            Assert.Equal(text, json.RootElement.GetProperty("text").GetString());
            Assert.Equal($"{at:HH:mm:ss}", json.RootElement.GetProperty("timestamp").GetString());
            Assert.Equal(figures, (json.RootElement.GetProperty("wpm").GetDouble(), json.RootElement.GetProperty("latency_ms").GetDouble()));
        }
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
