using System.Text;
using Swictation.Domain.History;
using Swictation.Domain.Language;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Output;

/// <summary>
/// What was found, for people: a line for each, with its session, the local time of its speech, its position in the log and its
/// text; where context is wanted, its neighbours around it and an empty line between two. Lines are wrapped on a terminal, and the
/// words bold; where there is no colour, an arrow tells the line that was found from its neighbours.
/// </summary>
internal static class SearchText
{
    // The sentence is shown as it is now, where the words are not.
    private const string OlderText = "older text";

    public static void Write(
        IReadOnlyList<SearchHit> hits, bool withContext, TimeZoneInfo zone, ScreenStyle style, TextWriter output)
    {
        var all = hits.SelectMany(hit => hit.Before.Append(hit.Said).Concat(hit.After)).ToList();
        var width = all.Select(said => said.Session.ToString().Length).DefaultIfEmpty().Max();
        var widthOfPosition = all.Select(said => LogPosition.Text(said.Sequence).Length).DefaultIfEmpty().Max();
        var hasArrows = withContext && !style.HasColour;
        foreach (var (index, hit) in hits.Index())
        {
            if (withContext && index > 0) output.WriteLine();
            foreach (var said in hit.Before) WriteLines(said, [], isDim: true);
            WriteLines(hit.Said, hit.Marks, isDim: false, hit.Addition ?? (hit.IsOfOlderText ? OlderText : null));
            foreach (var said in hit.After) WriteLines(said, [], isDim: true);
        }

        void WriteLines(SpokenTranscript said, IReadOnlyList<TextSpan> marks, bool isDim, string? kind = null)
        {
            var session = said.Session.ToString().PadLeft(width);
            var position = LogPosition.Text(said.Sequence).PadRight(widthOfPosition);
            var arrow = !hasArrows ? "" : isDim ? "  " : "> ";
            var place = $"{arrow}{session}  {HumanText.DateAndTime(said.SpokenAt, zone)}  {position}  {(kind is null ? "" : $"[{kind}] ")}";
            var text = new MarkedLine(said.Text, marks);
            var lines = style.Columns is { } columns
                ? WrappedText.Lines(text.Plain, Math.Max(columns - TextWidth.Of(place), 1))
                : [text.Plain];
            var from = 0;
            foreach (var (index, line) in lines.Index())
            {
                from = text.Plain.IndexOf(line, from, StringComparison.Ordinal);
                var shown = isDim ? style.Dim(line) : text.Show(from, line.Length, style);
                output.WriteLine((index == 0 ? place : new(' ', place.Length)) + shown);
                from += line.Length;
            }
        }
    }

    /// <summary>A text as one line, and where its marks are in it.</summary>
    private sealed class MarkedLine
    {
        private readonly List<TextSpan> _marks = [];

        public MarkedLine(string text, IReadOnlyList<TextSpan> marks)
        {
            var plain = new StringBuilder(text.Length);
            var from = 0;
            foreach (var mark in marks)
            {
                plain.Append(OneLine.Of(text[from..mark.Start]));
                var marked = OneLine.Of(text[mark.Start..mark.End]);
                _marks.Add(new(plain.Length, marked.Length));
                plain.Append(marked);
                from = mark.End;
            }

            Plain = plain.Append(OneLine.Of(text[from..])).ToString();
        }

        public string Plain { get; }

        /// <summary>A part of it, its marks bold.</summary>
        public string Show(int start, int length, ScreenStyle style)
        {
            var shown = new StringBuilder();
            var (from, end) = (start, start + length);
            foreach (var mark in _marks)
            {
                var (first, last) = (Math.Max(mark.Start, start), Math.Min(mark.End, end));
                if (first >= last) continue;
                shown.Append(Plain, from, first - from).Append(style.Bold(Plain[first..last]));
                from = last;
            }

            return shown.Append(Plain, from, end - from).ToString();
        }
    }
}
