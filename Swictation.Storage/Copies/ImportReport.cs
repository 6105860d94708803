namespace Swictation.Storage.Copies;

/// <summary>What an import came to.</summary>
/// <param name="Sessions">Sessions that are new, or have more than before.</param>
/// <param name="Segments">Segments that are new.</param>
/// <param name="Held">Segments that the log had already.</param>
/// <param name="StillThere">Segments that were forgotten here, and whose words the imported file still has.</param>
/// <param name="Added">Titles, tags, notes, marks and later texts that are new.</param>
public sealed record ImportReport(long Sessions, long Segments, long Held, long StillThere, long Added = 0);
