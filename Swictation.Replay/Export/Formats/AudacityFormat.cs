using System.Globalization;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>audacity</c>: a label track, which has start and end in seconds and the text, with tabs between.</summary>
internal sealed class AudacityFormat() : CueFormat("audacity")
{
    public override string Extension => "txt";

    protected override void WriteCue(int number, Cue cue, TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{cue.StartMs / 1e3:0.000000}\t{cue.EndMs / 1e3:0.000000}\t{OneLine.Of(cue.Said.Text)}"));
}
