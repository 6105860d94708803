using Swictation.Replay.Export.Cues;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>srt</c>: SubRip, as players read it.</summary>
internal sealed class SubRipFormat() : CueFormat("srt")
{
    protected override void WriteCue(int number, Cue cue, TextWriter output)
    {
        output.WriteLine(number);
        output.WriteLine($"{Clock(cue.StartMs, ',')} --> {Clock(cue.EndMs, ',')}");
        foreach (var line in LinesOf(cue)) output.WriteLine(Escape(line));
        output.WriteLine();
    }

    // It has no escapes, and players read tags and positions: <i> and {\an8}.
    private static string Escape(string line) => line.AsSpan().ContainsAny('<', '{', '>')
        ? line.Replace("<", $"<{Joiner}", StringComparison.Ordinal)
            .Replace("{", $"{{{Joiner}", StringComparison.Ordinal)
            .Replace("-->", $"--{Joiner}>", StringComparison.Ordinal)
        : line;
}
