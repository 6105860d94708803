namespace Swictation.Storage.ReadModels;

/// <summary>Read models that are not what the log makes of them.</summary>
/// <param name="Table">The table, or <c>transcripts_fts</c> for the full-text index.</param>
/// <param name="Rows">How many of its rows differ, are missing or are too many; 0 for the index, which has no rows.</param>
/// <param name="First">The smallest of their ids; null for the index.</param>
public sealed record ReadModelDifference(string Table, long Rows, long? First)
{
    /// <summary>The difference of the full-text index.</summary>
    public static ReadModelDifference OfFullText { get; } = new("transcripts_fts", 0, null);

    public override string ToString() => First is { } first
        ? $"{Table}: {Rows} {(Rows == 1 ? "row differs" : "rows differ")}, beginning with id {first}"
        : $"{Table}: does not find what was said";
}
