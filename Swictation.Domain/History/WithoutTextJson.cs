using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>
/// Speech that the recogniser failed on, as <c>--json</c> prints it; field names do not change. Where its audio is
/// kept, it can be tried again.
/// </summary>
public sealed record WithoutTextJson(
    double Timestamp,
    string At,
    double StartS,
    double DurationS,
    string Reason,
    int Attempts,
    bool AudioKept)
{
    public static WithoutTextJson Of(SegmentWithoutText segment) => new(
        WireTime.ToSeconds(segment.At),
        JsonTime.Of(segment.At),
        segment.StartS,
        segment.DurationS,
        segment.Reason,
        segment.Attempts,
        segment.File is not null);
}
