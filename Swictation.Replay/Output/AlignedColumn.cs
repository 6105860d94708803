using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>The cells of a column as text.</summary>
/// <inheritdoc cref="TableColumn{T}"/>
internal sealed record AlignedColumn(string Title, bool IsFigure, int? Missed, IReadOnlyList<string> Cells)
{
    /// <summary>Columns of the terminal that the widest cell takes.</summary>
    public int Width { get; } = Cells.Aggregate(TextWidth.Of(Title), (width, cell) => Math.Max(width, TextWidth.Of(cell)));

    public string Align(string cell)
    {
        var blanks = new string(' ', Width - TextWidth.Of(cell));
        return IsFigure ? blanks + cell : cell + blanks;
    }
}
