using System.Buffers;
using System.Globalization;
using System.Text;

namespace Swictation.Plumbing.Text;

/// <summary>
/// A line that a program has printed, as a terminal shows it at its end: programs rewrite a line with carriage returns,
/// backspaces and the control sequences of ECMA-48 while they are not yet sure of it.
/// </summary>
public static class TerminalLine
{
    private const char Escape = '\x1b';
    private const char ByteOrderMark = '\uFEFF';

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(c => char.IsControl(c) && c != '\t')]);

    /// <summary>
    /// The line without white space around it. One without control characters stays as it is, but for a byte order mark at
    /// its beginning; a NUL is a blank.
    /// </summary>
    public static string Show(string printed)
    {
        var line = printed.AsSpan().TrimStart(ByteOrderMark).Trim();
        if (!line.ContainsAny(Controls)) return line.Length == printed.Length ? printed : line.ToString();

        var cells = new TerminalCells();
        while (!line.IsEmpty)
        {
            var used = line[0] == Escape ? TakeSequence(line, cells) : TakeCharacter(line, cells);
            line = line[used..];
        }

        return cells.ToString().Trim();
    }

    /// <summary>The same for each of several lines.</summary>
    public static string ShowAll(string printed) => printed.AsSpan().ContainsAny(Controls)
        ? string.Join('\n', printed.Split('\n').Select(Show))
        : Show(printed);

    private static int TakeCharacter(ReadOnlySpan<char> line, TerminalCells cells)
    {
        switch (line[0])
        {
            case '\r':
                cells.MoveTo(0);
                return 1;
            case '\b':
                cells.MoveBy(-1);
                return 1;
            case '\0':
                cells.Write(new Rune(' '));
                return 1;
            case var c when Controls.Contains(c):
                return 1;
        }

        Rune.DecodeFromUtf16(line, out var character, out var length);
        cells.Write(character);
        return length;
    }

    // What is no whole sequence is none: nothing that follows is lost with it.
    private static int TakeSequence(ReadOnlySpan<char> line, TerminalCells cells)
    {
        switch (line.Length > 1 ? line[1] : '\0')
        {
            case '[':
                return TakeControlSequence(line, cells);
            case ']' or 'P' or 'X' or '^' or '_':
                return 1 + LengthOfString(line[1..]);
            case '7':
                cells.Save();
                return 2;
            case '8':
                cells.Restore();
                return 2;
        }

        var end = 1 + CountIn(line[1..], ' ', '/');
        return end < line.Length && line[end] is >= '0' and <= '~' ? end + 1 : 1;
    }

    private static int TakeControlSequence(ReadOnlySpan<char> line, TerminalCells cells)
    {
        var parameters = line.Slice(2, CountIn(line[2..], '0', '?'));
        var end = 2 + parameters.Length;
        var intermediates = CountIn(line[end..], ' ', '/');
        end += intermediates;
        if (end == line.Length || line[end] is < '@' or > '~') return 1;

        var isPrivate = intermediates > 0 || (!parameters.IsEmpty && parameters[0] is >= '<' and <= '?');
        if (!isPrivate) Follow(line[end], parameters, cells);
        return end + 1;
    }

    // Of another line than this one nothing is known: movements up and down are not followed.
    private static void Follow(char command, ReadOnlySpan<char> parameters, TerminalCells cells)
    {
        var separator = parameters.IndexOf(';');
        var first = Number(separator < 0 ? parameters : parameters[..separator]);
        var count = Math.Max(first ?? 1, 1);
        switch (command)
        {
            case 'K' or 'J':
                cells.Erase(beforeToo: first is 1 or 2 or 3, behindToo: first is null or 0 or 2 or 3);
                break;
            case 'G' or '`':
                cells.MoveTo(count - 1);
                break;
            case 'H' or 'f':
                cells.MoveTo(Math.Max(separator < 0 ? 1 : Number(parameters[(separator + 1)..]) ?? 1, 1) - 1);
                break;
            case 'E' or 'F':
                cells.MoveTo(0);
                break;
            case 'C' or 'a':
                cells.MoveBy(count);
                break;
            case 'D':
                cells.MoveBy(-count);
                break;
            case 'P':
                cells.Delete(count);
                break;
            case '@':
                cells.Insert(count);
                break;
            case 'X':
                cells.Blank(count);
                break;
            case 's':
                cells.Save();
                break;
            case 'u':
                cells.Restore();
                break;
        }
    }

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, TerminalCells.Most)
            : null;

    // Ends with BEL or ESC \.
    private static int LengthOfString(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny('\a', Escape);
        if (end < 0) return 0;
        if (line[end] == '\a') return end + 1;
        return end + 1 < line.Length && line[end + 1] == '\\' ? end + 2 : 0;
    }

    private static int CountIn(ReadOnlySpan<char> line, char least, char most)
    {
        var end = line.IndexOfAnyExceptInRange(least, most);
        return end < 0 ? line.Length : end;
    }
}
