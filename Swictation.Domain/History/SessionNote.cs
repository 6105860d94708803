namespace Swictation.Domain.History;

/// <summary>What somebody has written about a session.</summary>
/// <param name="Sequence">Position of its event in the log; 0 where that is not known.</param>
/// <param name="At">When it was written.</param>
public sealed record SessionNote(long Sequence, DateTimeOffset At, string Text);
