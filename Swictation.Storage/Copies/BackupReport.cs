namespace Swictation.Storage.Copies;

/// <summary>A backup that was made.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="First">Position of its first event; greater than 1 where it has only what is new.</param>
/// <param name="Last">Position of its last event; 0 where it has none.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record BackupReport(string Path, long First, long Last, long Sessions, long Bytes);
