namespace Swictation.Replay.Output;

/// <summary>A column of a table for people.</summary>
/// <param name="IsFigure">Figures stand at the right, words at the left.</param>
/// <param name="Missed">
/// Where the table is too wide, the columns with the least number go first; null for one that always stays.
/// </param>
internal sealed record TableColumn<T>(string Title, bool IsFigure, Func<T, TimeZoneInfo, string> Cell, int? Missed = null);
