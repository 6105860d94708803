using System.Text;
using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>Rows under titles, aligned; without blanks at the end of a line.</summary>
internal static class TextTable
{
    private const string Between = "  ";

    public static void Write<T>(
        IReadOnlyList<TableColumn<T>> columns,
        IReadOnlyList<T> rows,
        TimeZoneInfo zone,
        ScreenStyle style,
        TextWriter output)
    {
        var shown = columns.Select(column => new AlignedColumn(
            column.Title,
            column.IsFigure,
            column.Missed,
            CellsOf(column, rows, zone))).ToList();
        Write(shown, style, output);
    }

    private static string[] CellsOf<T>(TableColumn<T> column, IReadOnlyList<T> rows, TimeZoneInfo zone)
    {
        var cells = new string[rows.Count];
        for (var row = 0; row < cells.Length; row++) cells[row] = column.Cell(rows[row], zone);
        return cells;
    }

    /// <summary>The same of cells that are there already.</summary>
    public static void Write(List<AlignedColumn> columns, ScreenStyle style, TextWriter output)
    {
        while (style.Columns is { } most && columns.Sum(column => column.Width) + (Between.Length * (columns.Count - 1)) > most)
        {
            if (columns.Where(column => column.Missed is not null).MinBy(column => column.Missed) is not { } missed) break;
            columns.Remove(missed);
        }

        output.WriteLine(style.Bold(Cut(Fill(new(), columns, column => column.Title).ToString(), style)));
        // Tens of thousands of lines: each is put together in the same memory.
        var line = new StringBuilder();
        for (var row = 0; row < columns[0].Cells.Count; row++)
        {
            Fill(line, columns, column => column.Cells[row]);
            if (style.Columns is null) output.WriteLine(line);
            else output.WriteLine(Cut(line.ToString(), style));
        }
    }

    private static StringBuilder Fill(StringBuilder line, List<AlignedColumn> columns, Func<AlignedColumn, string> cell)
    {
        line.Clear();
        foreach (var column in columns)
        {
            if (line.Length > 0) line.Append(Between);
            column.Append(cell(column), line);
        }

        while (line.Length > 0 && line[^1] == ' ') line.Length--;
        return line;
    }

    private static string Cut(string line, ScreenStyle style) =>
        style.Columns is { } most && TextWidth.Of(line) > most ? line[..TextWidth.CountThatFits(line, most)] : line;
}
