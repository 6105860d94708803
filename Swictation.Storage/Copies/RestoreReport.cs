namespace Swictation.Storage.Copies;

/// <summary>A backup that was restored.</summary>
/// <param name="SetAside">Where the log is that was there until then; null where there was none.</param>
/// <param name="Events">How many positions came from the backup.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="Forgotten">
/// How many events have no words any more that have them in the backup, because they were forgotten since; null where the log
/// that was there cannot say what was forgotten.
/// </param>
public sealed record RestoreReport(string? SetAside, long Events, long Sessions, long? Forgotten);
