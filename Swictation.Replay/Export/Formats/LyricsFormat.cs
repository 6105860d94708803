using System.Globalization;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>lrc</c>: lines with their start in hundredths of a second, as music players read them.</summary>
internal sealed class LyricsFormat() : CueFormat("lrc", stepMs: 10)
{
    protected override void WriteCue(int number, Cue cue, TextWriter output) => WriteLine(cue.StartMs, Escape(OneLine.Of(cue.Said.Text)), output);

    protected override void WriteChapter(Chapter chapter, TextWriter output) =>
        WriteLine(chapter.StartMs, $"— {Escape(OneLine.Of(chapter.Text))} —", output);

    private static void WriteLine(long startMs, string text, TextWriter output)
    {
        var (minutes, rest) = Math.DivRem(startMs, 60_000);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"[{minutes:00}:{rest / 1000:00}.{rest % 1000 / 10:00}]{text}"));
    }

    // It has no escapes: a bracket at the beginning would be one more time, and a number in angle brackets that of a word.
    private static string Escape(string text)
    {
        var line = text.Replace("<", $"<{Joiner}", StringComparison.Ordinal);
        return line.StartsWith('[') ? $" {line}" : line;
    }
}
