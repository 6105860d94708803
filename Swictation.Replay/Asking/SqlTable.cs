using Swictation.Replay.Output;

namespace Swictation.Replay.Asking;

/// <summary>A table for people, of so many rows at a time, under titles of their own: none is kept longer.</summary>
internal sealed class SqlTable(ScreenStyle style, TextWriter output) : SqlOutput
{
    private const int RowsAtATime = 5_000;

    private readonly List<object?[]> _rows = [];
    private IReadOnlyList<string> _columns = [];

    public override void Begin(IReadOnlyList<string> columns)
    {
        WriteRows();
        _columns = columns;
    }

    public override void Add(object?[] row)
    {
        _rows.Add(row);
        if (_rows.Count == RowsAtATime) WriteRows();
    }

    public override void End() => WriteRows();

    private void WriteRows()
    {
        if (_rows.Count == 0) return;

        var columns = _columns.Select((title, index) => new AlignedColumn(
            OneLine.Of(title),
            _rows.TrueForAll(row => row[index] is long or double or null),
            Missed: null,
            [.. _rows.Select(row => OneLine.Of(TextOf(row[index])))]));
        TextTable.Write([.. columns], style, output);
        _rows.Clear();
    }
}
