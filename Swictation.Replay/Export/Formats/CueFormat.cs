using System.Globalization;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary>A format of cues beside a sound.</summary>
/// <param name="stepMs">The least time that it can tell apart.</param>
internal abstract class CueFormat(string name, long stepMs = 1) : ITranscriptFormat
{
    // What broadcasters agree on.
    private const int LineColumns = 42;

    // Takes no room, and joins what is left and right of it: nothing is seen, and nothing is read as a sign of the format.
    protected const char Joiner = '\u2060';

    public string Name => name;

    public virtual string Extension => name;

    public void Write(IEnumerable<SpokenSession> sessions, TextWriter output)
    {
        WriteHead(output);
        var number = 0;
        foreach (var cue in Timeline.Of(sessions, stepMs))
        {
            foreach (var chapter in cue.Chapters) WriteChapter(chapter, output);
            WriteCue(++number, cue, output);
            foreach (var chapter in cue.Behind) WriteChapter(chapter, output);
        }
    }

    protected virtual void WriteHead(TextWriter output)
    {
    }

    /// <summary>Nothing, where the format has no chapters.</summary>
    protected virtual void WriteChapter(Chapter chapter, TextWriter output)
    {
    }

    /// <param name="number">Counted from 1.</param>
    protected abstract void WriteCue(int number, Cue cue, TextWriter output);

    /// <summary>The text in lines as short as subtitles have them; none is empty, because that would end the cue.</summary>
    protected static IEnumerable<string> LinesOf(Cue cue) =>
        WrappedText.Lines(OneLine.Of(cue.Said.Text), LineColumns).Select(line => line.Length == 0 ? "…" : line);

    /// <summary>Hours, of two figures at least, minutes, seconds and milliseconds.</summary>
    protected static string Clock(long ms, char point)
    {
        var (hours, rest) = Math.DivRem(ms, 3_600_000);
        return string.Create(
            CultureInfo.InvariantCulture, $"{hours:00}:{rest / 60_000:00}:{rest / 1000 % 60:00}{point}{rest % 1000:000}");
    }
}
