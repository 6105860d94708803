namespace Swictation.Storage.Copies;

/// <summary>What an import came to.</summary>
/// <param name="Sessions">Sessions that are new, or have more than before.</param>
/// <param name="Segments">Segments that are new.</param>
/// <param name="Held">Segments that the log had already.</param>
/// <param name="StillThere">Segments that were forgotten here, and whose words the imported file still has.</param>
public sealed record ImportReport(long Sessions, long Segments, long Held, long StillThere);
