using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>vtt</c>: WebVTT, as browsers read it.</summary>
internal sealed class WebVttFormat() : CueFormat("vtt")
{
    protected override void WriteHead(TextWriter output)
    {
        output.WriteLine("WEBVTT");
        output.WriteLine();
    }

    protected override void WriteCue(int number, Cue cue, TextWriter output)
    {
        output.WriteLine($"{Clock(cue.StartMs, '.')} --> {Clock(cue.EndMs, '.')}");
        foreach (var line in LinesOf(cue)) output.WriteLine(Escape(line));
        output.WriteLine();
    }

    // A comment: chapters proper are a track of their own.
    protected override void WriteChapter(Chapter chapter, TextWriter output)
    {
        output.WriteLine($"NOTE Chapter {Clock(chapter.StartMs, '.')} {Escape(OneLine.Of(chapter.Text))}");
        output.WriteLine();
    }

    private static string Escape(string line) => line.AsSpan().ContainsAny('&', '<', '>')
        ? line.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
        : line;
}
