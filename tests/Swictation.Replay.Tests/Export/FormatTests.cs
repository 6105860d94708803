using System.Text.Json;
using Swictation.Domain.History;
using Swictation.Replay.Export;

namespace Swictation.Replay.Tests.Export;

/// <summary>What each format makes of text that has a meaning in it.</summary>
public sealed class FormatTests
{
    private const string Awkward = "1. [x] *a* _b_ `c` <i>d</i> & \\ {\\an8} --> e|f #g \"h\", i";
    private const string Tags = "<i>d</i> & \\ {\\an8} --> e";
    private const char Joiner = '\u2060';

    private static readonly TranscriptFormats Formats = new(new Microsoft.Extensions.Time.Testing.FakeTimeProvider());

    [Fact]
    public void Text_has_a_line_for_each_segment() =>
        Assert.Equal("one\ntwo three\n", Write("txt", "one", "two\nthree"));

    [Fact]
    public void Subrip_has_numbers_times_and_no_tags()
    {
        Assert.Equal(
            "1\n00:00:01,000 --> 00:00:02,000\none\n\n2\n00:00:11,000 --> 00:00:12,000\ntwo three\n\n",
            Write("srt", "one", "two\nthree"));
        Assert.Contains(
            $"\n<{Joiner}i>d<{Joiner}/i> & \\ {{{Joiner}\\an8}} --{Joiner}> e\n", Write("srt", Tags), StringComparison.Ordinal);
    }

    [Fact]
    public void Webvtt_has_entities()
    {
        Assert.Equal("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\n\n", Write("vtt", "one"));
        Assert.Contains("\n&lt;i&gt;d&lt;/i&gt; &amp; \\ {\\an8} --&gt; e\n", Write("vtt", Tags), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("srt")]
    [InlineData("vtt")]
    public void Long_sentences_are_wrapped_where_words_end_and_no_line_is_empty(string format)
    {
        var text = string.Join(' ', Enumerable.Repeat("rather", 40)) + " " + new string('字', 50);

        var lines = Write(format, text, " ").Split('\n').SkipWhile(line => !line.Contains("-->", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.Length > 0).ToList();

        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(Plumbing.Text.TextWidth.Of(line), 1, 42));
        Assert.All(lines.Take(6), line => Assert.EndsWith("rather", line, StringComparison.Ordinal));
        Assert.Contains("\n…\n", Write(format, " "), StringComparison.Ordinal);
    }

    [Fact]
    public void Lyrics_have_times_in_hundredths_and_no_further_brackets()
    {
        Assert.Equal("[00:01.00]one\n[00:11.00] [off the record]\n", Write("lrc", "one", "[off the record]"));
        Assert.Equal($"[00:01.00]a <{Joiner}00:12.00> b\n", Write("lrc", "a <00:12.00> b"));
    }

    [Fact]
    public void Audacity_has_three_fields_with_tabs() =>
        Assert.Equal("1.000000\t2.000000\tone\n11.000000\t12.000000\ta b\n", Write("audacity", "one", "a\tb"));

    [Fact]
    public void Csv_is_quoted_after_rfc_4180() => Assert.Equal(
        "seq,session_id,spoken_at,start_s,duration_s,text,words,wpm,latency_ms,confidence,off_the_record\r\n"
        + "1,1,2026-03-01T09:00:01.000000Z,1,1,\"a \"\"b\"\", c\nd\",4,120,250,,0\r\n",
        Write("csv", "a \"b\", c\nd"));

    [Fact]
    public void Json_has_the_text_as_it_is()
    {
        var rows = JsonDocument.Parse(Write("json", Awkward, "é 🙂")).RootElement;
        var lines = Write("jsonl", Awkward, "é 🙂").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal([Awkward, "é 🙂"], rows.EnumerateArray().Select(row => row.GetProperty("text").GetString()));
        Assert.Equal(rows.EnumerateArray().Select(row => row.GetRawText()), lines);
        Assert.Contains("\"é ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_a_heading_and_paragraphs_in_which_nothing_has_a_meaning()
    {
        Assert.Equal(
            "# Session 1, 2026-03-01 09:00:00\n\n*30.0 s, 9 words*\n\n**09:00:01** one\n", Write("md", "one"));
        Assert.Contains(
            @"1. \[x\] \*a\* \_b\_ \`c\` \<i\>d\</i\> \& \\ {\\an8} --\> e\|f \#g ""h"", i",
            Write("md", Awkward),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vtt", "WEBVTT\n\nNOTE Chapter 00:00:00.500 Start --&gt;\n\n00:00:01.000 --> 00:00:02.000\none\n\n"
        + "NOTE Chapter 00:00:05.000 Mark 2\n\n00:00:11.000 --> 00:00:12.000\ntwo\n\nNOTE Chapter 00:00:20.000 End\n\n")]
    [InlineData("lrc", "[00:00.50]— Start --> —\n[00:01.00]one\n[00:05.00]— Mark 2 —\n[00:11.00]two\n[00:20.00]— End —\n")]
    [InlineData("audacity", "0.500000\t0.500000\tStart -->\n1.000000\t2.000000\tone\n5.000000\t5.000000\tMark 2\n"
        + "11.000000\t12.000000\ttwo\n20.000000\t20.000000\tEnd\n")]
    [InlineData("md", "# Plan \\#1 (Session 1, 2026-03-01 09:00:00)\n\n*30.0 s, 9 words*\n\n> about \\_it\\_\n\n## Start --\\>\n\n**09:00:01** one\n\n"
        + "## Mark 2\n\n**09:00:11** two\n\n## End\n")]
    [InlineData("txt", "one\ntwo\n")]
    public void Marks_are_chapters_where_the_format_has_them(string format, string expected) =>
        Assert.Equal(expected, WriteMarked(format));

    [Fact]
    public void Json_says_in_which_chapter_each_segment_is() => Assert.Equal(
        ["Start -->", "Mark 2"],
        JsonDocument.Parse(WriteMarked("json")).RootElement.EnumerateArray().Select(row => row.GetProperty("chapter").GetString()));

    [Theory]
    [InlineData("a/talk.SRT", "srt")]
    [InlineData("talk.jsonl", "jsonl")]
    [InlineData("talk.doc", null)]
    [InlineData("talk", null)]
    public void A_file_is_of_the_format_that_its_name_ends_in(string path, string? format) =>
        Assert.Equal(format, Formats.OfFile(path)?.Name);

    [Fact]
    public void Every_format_writes_an_empty_session()
    {
        foreach (var format in Formats.All) Assert.DoesNotContain("one", Write(format.Name), StringComparison.Ordinal);
    }

    private static string WriteMarked(string format)
    {
        using var output = new StringWriter { NewLine = "\n" };
        SpokenTranscript[] spoken = [SpokenFaker.Said(1, "one", 1, 1, 1), SpokenFaker.Said(2, "two", 11, 1, 11)];
        var session = SpokenFaker.Session(1, RecordedLog.Start) with { Title = "Plan #1" };
        Formats.Find(format)!.Write(
            [
                new(session, spoken)
                {
                    Marks =
                    [
                        new(3, RecordedLog.At(0.5), 0.5, "Start -->"),
                        new(4, RecordedLog.At(5), 5, null),
                        new(5, RecordedLog.At(20), 20, "End"),
                    ],
                    Notes = [new(6, RecordedLog.At(30), "about _it_")],
                },
            ],
            output);
        return output.ToString();
    }

    private static string Write(string format, params string[] texts)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var spoken = texts.Select((text, index) => SpokenFaker.Said(index + 1, text, 1 + (10 * index), 1, 1 + (10 * index)));
        Formats.Find(format)!.Write([new(SpokenFaker.Session(1, RecordedLog.Start), spoken)], output);
        return output.ToString();
    }
}
