using System.Globalization;
using Swictation.Domain.Events;

namespace Swictation.Replay.Grammar;

/// <summary>A name for sessions: their number, their place from the end, the day on which they began, their title, or a tag.</summary>
internal abstract record SessionName
{
    private const string LastWord = "last";

    public sealed record Numbered(SessionId Number) : SessionName
    {
        public override string ToString() => Number.ToString();
    }

    /// <summary>Counted back from the one that was started last, which is 0. Imported ones do not count.</summary>
    public sealed record FromLast(int Back) : SessionName
    {
        public override string ToString() => Back == 0 ? LastWord : $"{LastWord}-{Back}";
    }

    /// <param name="Text">As it was given.</param>
    public sealed record BegunOn(Day Day, string Text) : SessionName
    {
        public override string ToString() => Text;
    }

    /// <summary>By a title, or where none is like that by a tag.</summary>
    /// <param name="Title">As it was given; letters count in any case.</param>
    public sealed record Titled(string Title) : SessionName
    {
        public override string ToString() => Title;
    }

    /// <summary>
    /// Null where the text names no session. A title has a letter and is no range; what reads as another name is that.
    /// </summary>
    public static SessionName? Parse(string text)
    {
        if (text == LastWord) return new FromLast(0);
        if (text.StartsWith(LastWord + "-", StringComparison.Ordinal))
            return Figure(text[(LastWord.Length + 1)..]) is { } back and < int.MaxValue ? new FromLast((int)back) : null;
        if (Figure(text) is { } number) return number > 0 ? new Numbered(new(number)) : null;
        if (WhenParser.ParseDay(text) is { } day) return new BegunOn(day, text);
        return text.Any(char.IsLetter) && !text.Contains("..", StringComparison.Ordinal) ? new Titled(text.Trim()) : null;
    }

    private static long? Figure(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure : null;
}
