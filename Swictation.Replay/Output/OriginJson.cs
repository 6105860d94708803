namespace Swictation.Replay.Output;

/// <summary>Where a sentence was recorded, by which an import knows it again; field names do not change.</summary>
/// <param name="Log">Name of the log.</param>
/// <param name="Session">Number of its session there.</param>
/// <param name="Position">Its position there.</param>
internal sealed record OriginJson(string Log, long Session, long Position);
