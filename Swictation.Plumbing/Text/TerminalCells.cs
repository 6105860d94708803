using System.Text;

namespace Swictation.Plumbing.Text;

/// <summary>
/// One line of a terminal without an end: cells with a character each, and a cursor. A wide character has two cells, of
/// which the second is empty; what has no width stands with the character before it.
/// </summary>
internal sealed class TerminalCells
{
    /// <summary>The cursor goes no further than this by itself.</summary>
    public const int Most = 4096;

    private const string Blanks = " ";

    private readonly List<string> _cells = [];
    private int _cursor;
    private int _saved;

    public void Write(Rune character)
    {
        var width = TextWidth.Of(character);
        if (width == 0 && _cursor > 0 && _cursor <= _cells.Count)
        {
            var before = _cursor - 1;
            if (_cells[before].Length == 0 && before > 0) before--;
            _cells[before] += character.ToString();
            return;
        }

        if (width == 0) width = 1;
        Blank(width);
        while (_cells.Count < _cursor + width) _cells.Add(Blanks);
        _cells[_cursor] = character.ToString();
        if (width == 2) _cells[_cursor + 1] = "";
        _cursor += width;
    }

    public void MoveTo(int column) => _cursor = Math.Max(0, column);

    public void MoveBy(int columns) => _cursor = Math.Clamp(_cursor + columns, 0, Math.Max(Most, _cells.Count));

    public void Save() => _saved = _cursor;

    public void Restore() => _cursor = _saved;

    public void Erase(bool beforeToo, bool behindToo)
    {
        if (behindToo && _cursor < _cells.Count)
        {
            Split(_cursor);
            _cells.RemoveRange(_cursor, _cells.Count - _cursor);
        }

        if (!beforeToo) return;
        var cursor = _cursor;
        _cursor = 0;
        Blank(cursor + 1);
        _cursor = cursor;
    }

    /// <summary>Blanks from the cursor on; the cursor stays.</summary>
    public void Blank(int count)
    {
        var end = Math.Min(_cursor + count, _cells.Count);
        Split(_cursor);
        Split(end);
        for (var cell = _cursor; cell < end; cell++) _cells[cell] = Blanks;
    }

    /// <summary>Takes out cells from the cursor on; those behind move up.</summary>
    public void Delete(int count)
    {
        var end = Math.Min(_cursor + count, _cells.Count);
        if (end <= _cursor) return;
        Split(_cursor);
        Split(end);
        _cells.RemoveRange(_cursor, end - _cursor);
    }

    /// <summary>Puts blanks before the cell at the cursor.</summary>
    public void Insert(int count)
    {
        if (_cursor >= _cells.Count) return;
        Split(_cursor);
        _cells.InsertRange(_cursor, Enumerable.Repeat(Blanks, count));
    }

    public override string ToString() => string.Concat(_cells);

    // A wide character of which one half is written over leaves a blank for the other.
    private void Split(int at)
    {
        if (at <= 0 || at >= _cells.Count || _cells[at].Length > 0) return;
        (_cells[at - 1], _cells[at]) = (Blanks, Blanks);
    }
}
