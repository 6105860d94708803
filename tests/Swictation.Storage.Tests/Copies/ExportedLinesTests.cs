using System.Globalization;
using Swictation.Domain.Errors;

namespace Swictation.Storage.Tests.Copies;

/// <summary>Sentences that were exported as lines come in as those of a log do.</summary>
public sealed class ExportedLinesTests : IDisposable
{
    private const string Log = "3f2b8c0e9d6a4f718e5c2b1a0d9f8e7c";

    private readonly Machine _here = new(seed: 51);

    private string Lines => _here.File("sessions.jsonl");

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task Each_line_is_a_sentence_of_its_session()
    {
        await File.WriteAllLinesAsync(Lines, [Line(7, 40, "first"), Line(7, 42, "second"), Line(8, 50, "third")]);

        var done = await _here.ImportAsync(Lines);
        var again = await _here.ImportAsync(Lines);

        Assert.Equal((2, 3, 0), (done.Sessions, done.Segments, done.Held));
        Assert.Equal((0, 0, 3), (again.Sessions, again.Segments, again.Held));
        Assert.Equal("first\nsecond\nthird", _here.Texts());
        Assert.Equal([$"{Log}|7", $"{Log}|8"], _here.Query("SELECT log, session FROM imported_sessions ORDER BY id"));
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task Titles_notes_and_later_texts_come_with_the_sentences()
    {
        var added =
            $$$"""
            "text":"second","original":"sekond","added":[
            {"type":"text_revised","session_id":7,"timestamp":1772355700.0,"of":42,"version":2,"kind":"corrected","text":"second","by":"user","origin":{"log":"{{{Log}}}","session":7,"position":60}},
            {"type":"session_titled","session_id":7,"timestamp":1772355701.0,"title":"Numbers","origin":{"log":"{{{Log}}}","session":7,"position":61}}]
            """.ReplaceLineEndings("");
        await File.WriteAllLinesAsync(
            Lines, [Line(7, 40, "first"), Line(7, 42, "second").Replace("\"text\":\"second\"", added, StringComparison.Ordinal)]);

        var done = await _here.ImportAsync(Lines);

        Assert.Equal((2, 2, 0), (done.Segments, done.Added, (await _here.ImportAsync(Lines)).Added));
        Assert.Equal("first\nsecond", _here.Texts());
        Assert.Equal(["1|sekond", "2|second"], _here.Query("SELECT version, text FROM transcript_versions WHERE text LIKE 's%' ORDER BY version"));
        Assert.Equal(["Numbers"], _here.Query("SELECT title FROM session_titles"));
        Assert.Equal(["1772355700000000", "1772355701000000"], _here.Query("SELECT at_us FROM events WHERE type IN ('text_revised', 'session_titled') ORDER BY seq"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"origin\":{\"log\":\"x\"}}")]
    [InlineData("{\"origin\":5}")]
    [InlineData("no JSON")]
    [InlineData("", "\"wpm\":40.0", "\"wpm\":1e999")]
    [InlineData("", "2026-03-01T09:00:41.000000Z", "0001-01-01T00:00:00.000000Z")]
    [InlineData("", "\"words\":1", "\"words\":1,\"confidence\":1e999")]
    public async Task A_line_that_is_none_is_named_and_nothing_is_imported(
        string line, string was = "", string becomes = "")
    {
        if (was.Length > 0) line = Line(7, 41, "second").Replace(was, becomes, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Lines, [Line(7, 40, "first"), line]);

        var refused = await Assert.ThrowsAsync<LogCopyException>(() => _here.ImportAsync(Lines));

        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_here.ReadSessions());
        Assert.Empty(Directory.GetFiles(_here.Directory, "metrics.db.importing*"));
    }

    private static string Line(long session, long position, string text) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"seq":{{{position}}},"session_id":{{{session}}},"spoken_at":"2026-03-01T09:00:{{{position}}}.000000Z","start_s":{{{position}}},"duration_s":1.5,"timestamp":1772355600.0,"at":"2026-03-01T09:00:{{{position + 1}}}.750000Z","text":"{{{text}}}","words":1,"wpm":40.0,"latency_ms":250.0,"off_the_record":false,"origin":{"log":"{{{Log}}}","session":{{{session}}},"position":{{{position}}}}}
        """);
}
