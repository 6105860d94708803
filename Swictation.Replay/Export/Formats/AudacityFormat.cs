using System.Globalization;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>audacity</c>: a label track, which has start and end in seconds and the text, with tabs between.</summary>
internal sealed class AudacityFormat() : CueFormat("audacity")
{
    public override string Extension => "txt";

    protected override void WriteCue(int number, Cue cue, TextWriter output) => WriteLabel(cue.StartMs, cue.EndMs, cue.Said.Text, output);

    // A label of a point.
    protected override void WriteChapter(Chapter chapter, TextWriter output) =>
        WriteLabel(chapter.StartMs, chapter.StartMs, chapter.Text, output);

    private static void WriteLabel(long startMs, long endMs, string text, TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{startMs / 1e3:0.000000}\t{endMs / 1e3:0.000000}\t{OneLine.Of(text)}"));
}
