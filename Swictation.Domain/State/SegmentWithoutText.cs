using Swictation.Domain.Events;

namespace Swictation.Domain.State;

/// <summary>Speech that has no text, because the recogniser failed on it.</summary>
/// <param name="StartS">Where it begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Its length in seconds.</param>
/// <param name="At">When the recogniser failed on it first.</param>
/// <param name="Attempts">How often it has failed.</param>
/// <param name="Reason">The recogniser's last reason.</param>
/// <param name="File">Name of the file that keeps its audio; null if none does, and it cannot be tried again.</param>
public sealed record SegmentWithoutText(
    SessionId Session,
    double StartS,
    double DurationS,
    DateTimeOffset At,
    int Attempts,
    string Reason,
    string? File);
