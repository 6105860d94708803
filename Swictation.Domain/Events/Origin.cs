namespace Swictation.Domain.Events;

/// <summary>Where an imported event comes from: no two imported events of a log have the same one.</summary>
/// <param name="Log">Name of the log that it was recorded in; of a database of the original, a name made from its first session.</param>
/// <param name="Session">Number that its session had there.</param>
/// <param name="Position">
/// Its position there; of a session itself that of the newest event that is in its figures. In a database of the original the
/// number of the segment, and 0 for the session itself.
/// </param>
public sealed record Origin(string Log, long Session, long Position);
