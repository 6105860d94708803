namespace Swictation.Domain.History;

/// <summary>A moment of a session that somebody has marked.</summary>
/// <param name="Sequence">Position of its event in the log; 0 where that is not known.</param>
/// <param name="StartS">Where it is, in seconds of recorded time since the session began.</param>
/// <param name="Text">Null for a mark without words.</param>
public sealed record SessionMark(long Sequence, DateTimeOffset At, double StartS, string? Text);
