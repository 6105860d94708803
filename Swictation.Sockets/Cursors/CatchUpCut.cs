using Swictation.Domain.Events;

namespace Swictation.Sockets.Cursors;

/// <summary>A session has more transcriptions than a late client gets.</summary>
/// <param name="Limit">Transcriptions that it gets, the newest.</param>
/// <param name="Current">Transcriptions that the session has, as of its newest metrics; more than the limit.</param>
public sealed record CatchUpCut(SessionId Session, int Limit, long Current);
