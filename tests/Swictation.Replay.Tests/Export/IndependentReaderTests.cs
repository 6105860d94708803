using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Export;

/// <summary>Exports as programs of others read them: as many cues as rows, times that rise, and the text as it was said.</summary>
[Trait("Category", "Package")]
public sealed class IndependentReaderTests : IAsyncLifetime
{
    // Each is a text that some format could take for something else.
    private static readonly string[] Texts =
    [
        "plain words", "a, \"quoted\", text", "<i>tags</i> & entities &amp;", "{\\an8}up", "an arrow --> here", "[off the record]",
        "- a list", "1. a number", "# no heading", "`code` *star* _line_ \\ back", "[link](http://a.b)", "Äpfel und 🙂 字幕",
        "a|b ~~c~~ $d$", "two\nlines\tand a tab", string.Join(' ', Enumerable.Repeat("long", 60)), "=1+2", "'", "!",
    ];

    private readonly RecordedLog _log = new();

    public async ValueTask InitializeAsync()
    {
        var session = new SessionId(1);
        var said = Texts.SelectMany((text, i) => new SessionEvent[]
        {
            RecordedLog.Segment(session, RecordedLog.At(2 + (3 * i)), text),
            new SegmentMeasured(session, RecordedLog.At(2 + (3 * i)), 0.25 + (3 * i), 1.5, 0, 100),
        });
        await _log.AppendAsync(
            [new SessionStart(session, RecordedLog.At(0)), .. said, new SessionEnd(session, RecordedLog.At(100))]);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("srt", "subrip")]
    [InlineData("vtt", "webvtt")]
    [InlineData("lrc", "text")]
    public async Task Ffprobe_reads_as_many_cues_as_rows_with_rising_times(string format, string codec)
    {
        var path = await ExportAsync(format);

        var read = JsonDocument.Parse(Run(
            "ffprobe", "-v", "error", "-print_format", "json", "-show_streams", "-show_packets", "-show_data", path)).RootElement;

        Assert.Equal(codec, read.GetProperty("streams")[0].GetProperty("codec_name").GetString());
        var starts = read.GetProperty("packets").EnumerateArray()
            .Select(packet => double.Parse(packet.GetProperty("pts_time").GetString()!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(0, Texts.Length).Select(i => 0.25 + (3 * i)), starts);
    }

    [Fact]
    public async Task Sqlite_reads_the_table()
    {
        var path = await ExportAsync("csv");

        var read = Run("sqlite3", ":memory:", $".import --csv {path} t", ".mode json", "SELECT * FROM t;");

        var rows = JsonDocument.Parse(read).RootElement.EnumerateArray().ToList();
        Assert.Equal(Texts, rows.Select(row => row.GetProperty("text").GetString()));
        Assert.Equal("1.5", rows[1].GetProperty("duration_s").GetString());
    }

    [Theory]
    [InlineData("json", ".[].text")]
    [InlineData("jsonl", ".text")]
    public async Task Jq_reads_the_rows(string format, string query)
    {
        var path = await ExportAsync(format);

        var texts = Run("jq", "-c", query, path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Texts, texts.Select(text => JsonSerializer.Deserialize<string>(text)));
    }

    [Fact]
    public async Task Markdown_is_rendered_as_the_text_that_was_said()
    {
        var path = await ExportAsync("md");

        var rendered = Run("cmark", "--to", "xml", path);

        var document = System.Xml.Linq.XDocument.Parse(rendered[rendered.IndexOf("<document", StringComparison.Ordinal)..]);
        var paragraphs = document.Root!.Elements().Skip(2).Select(paragraph => paragraph.Value).ToList();
        Assert.Equal(
            Texts.Select((text, i) => $"{Time(i)} {text.Replace('\n', ' ').Replace('\t', ' ')}"), paragraphs);
        Assert.All(document.Root.Elements().Skip(2), paragraph => Assert.Equal("paragraph", paragraph.Name.LocalName));

        // Read at the end of the speech, a quarter of a second before the event.
        static string Time(int i) =>
            RecordedLog.At(2 + (3 * i) - 1.75).UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private async Task<string> ExportAsync(string format)
    {
        var path = _log.File($"session.{format}");
        var result = await ReplayTool.RunAsync(_log.Directory, "export", "1", "-o", path, "--db", _log.Path);
        Assert.Equal(new(0, "", ""), result);
        return path;
    }

    private static string Run(string program, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed; scripts/setup test does");
            throw;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return output;
        }
    }
}
