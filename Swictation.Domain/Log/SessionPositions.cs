using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>The place of a session in the log.</summary>
/// <param name="Start">Sequence number of its <c>session_start</c>, or of its <c>session_imported</c>.</param>
/// <param name="End">
/// Sequence number of its <c>session_end</c>, or of the last event of an imported one; 0 while it is open.
/// </param>
public readonly record struct SessionPositions(SessionId Session, long Start, long End);
