using Swictation.Domain.Reasons;

namespace Swictation.Domain.History;

/// <summary>A stretch of a session of which nothing, or not all, can be read, though it was being recorded.</summary>
/// <param name="At">When it began, or was noticed while it goes on.</param>
/// <param name="StartS">Where it begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">How long it was; null while it goes on.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record Gap(GapKind Kind, DateTimeOffset At, double StartS, double? DurationS, Reason Reason);
