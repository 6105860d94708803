using System.Text;
using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>The cells of a column as text.</summary>
/// <inheritdoc cref="TableColumn{T}"/>
internal sealed record AlignedColumn(string Title, bool IsFigure, int? Missed, IReadOnlyList<string> Cells)
{
    /// <summary>Columns of the terminal that the widest cell takes.</summary>
    public int Width { get; } = Cells.Aggregate(TextWidth.Of(Title), (width, cell) => Math.Max(width, TextWidth.Of(cell)));

    /// <summary>Appends a cell with the blanks that make it as wide as the column.</summary>
    public void Append(string cell, StringBuilder line)
    {
        var blanks = Width - TextWidth.Of(cell);
        if (IsFigure) line.Append(' ', blanks).Append(cell);
        else line.Append(cell).Append(' ', blanks);
    }
}
