using System.Buffers;
using System.Text;
using Swictation.Plumbing.Text;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>md</c>: CommonMark, a heading for each session and each of its chapters, and a paragraph for each segment.</summary>
/// <param name="time">Has the zone of the times.</param>
internal sealed class MarkdownFormat(TimeProvider time) : ITranscriptFormat
{
    // A backslash before any of ASCII's punctuation takes its meaning. Those that have none within a line stay as they are.
    private static readonly SearchValues<char> Meaningful = SearchValues.Create(@"\`*_[]<>#|~&$!");

    public string Name => "md";

    public void Write(IEnumerable<SpokenSession> sessions, TextWriter output)
    {
        var zone = time.LocalTimeZone;
        var isFirst = true;
        foreach (var spoken in sessions)
        {
            var session = spoken.Session;
            var chapters = new Chapters(spoken);
            if (!isFirst) output.WriteLine();
            isFirst = false;
            var name = $"Session {session.Id}, {HumanText.DateAndTime(session.StartedAt, zone)}";
            output.WriteLine(session.Title is { } title ? $"# {Escape(OneLine.Of(title))} ({name})" : $"# {name}");
            output.WriteLine();
            output.WriteLine($"*{HumanText.Duration(session.Duration)}, {Counted.Of(session.Words, "word")}*");
            if (session.Tags.Count > 0)
            {
                output.WriteLine();
                output.WriteLine($"Tags: {Escape(OneLine.Of(string.Join(", ", session.Tags)))}");
            }

            foreach (var note in spoken.Notes)
            {
                output.WriteLine();
                output.WriteLine($"> {Escape(OneLine.Of(note.Text))}");
            }

            foreach (var said in spoken.Spoken)
            {
                WriteChapters(chapters.TakeBefore(said), output);
                output.WriteLine();
                output.WriteLine($"**{HumanText.TimeOfDay(said.SpokenAt, zone)}** {Escape(OneLine.Of(said.Text))}");
            }

            WriteChapters(chapters.TakeRest(), output);
        }
    }

    private static void WriteChapters(IEnumerable<(string Text, double PlaceS)> chapters, TextWriter output)
    {
        foreach (var (text, _) in chapters)
        {
            output.WriteLine();
            output.WriteLine($"## {Escape(OneLine.Of(text))}");
        }
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Meaningful)) return text;

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Meaningful.Contains(character)) escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
