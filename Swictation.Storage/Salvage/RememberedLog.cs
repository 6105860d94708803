using Swictation.Domain.Log;

namespace Swictation.Storage.Salvage;

/// <summary>The memory that a daemon has of its log when the log turns out to be damaged.</summary>
/// <param name="LogId">Its name.</param>
/// <param name="Head">The newest event that was committed.</param>
/// <param name="Newest">The newest events, as they were stored.</param>
internal sealed record RememberedLog(string LogId, long Head, IEnumerable<StoredEvent> Newest);
