using System.Collections.Immutable;
using Swictation.Domain.Events;

namespace Swictation.Domain.State;

/// <summary>
/// The segments without text in some events: a fold that comes to the same as the read model.
/// </summary>
public sealed class SegmentsWithoutText : IEquatable<SegmentsWithoutText>
{
    public static readonly SegmentsWithoutText None = new([]);

    private readonly ImmutableList<SegmentWithoutText> _segments;

    private SegmentsWithoutText(ImmutableList<SegmentWithoutText> segments) => _segments = segments;

    /// <summary>In the order in which the recogniser failed on them first.</summary>
    public IReadOnlyList<SegmentWithoutText> All => _segments;

    /// <summary>By where they were spoken.</summary>
    public IEnumerable<SegmentWithoutText> InSpokenOrder => _segments.OrderBy(segment => segment.StartS);

    /// <summary>Those that some events leave.</summary>
    public static SegmentsWithoutText Of(IEnumerable<SessionEvent> events) =>
        events.Aggregate(None, (without, next) => without.Apply(next));

    public SegmentsWithoutText Apply(SessionEvent recorded) => recorded switch
    {
        SegmentFailed { IsForgotten: false } e => Add(e),
        AudioKept e when IndexOf(e.Session, e.StartS) is >= 0 and var kept =>
            new(_segments.SetItem(kept, _segments[kept] with { File = e.File })),
        SegmentMeasured e => Settle(e.Session, e.StartS, e.DurationS),
        SegmentSilent e => Settle(e.Session, e.StartS, e.DurationS),
        _ => this,
    };

    public bool Equals(SegmentsWithoutText? other) => other is not null && _segments.SequenceEqual(other._segments);

    public override bool Equals(object? obj) => Equals(obj as SegmentsWithoutText);

    public override int GetHashCode() => _segments.Count;

    private SegmentsWithoutText Add(SegmentFailed failed)
    {
        var index = IndexOf(failed.Session, failed.StartS);
        return new(index < 0
            ? _segments.Add(new(
                failed.Session, failed.StartS, failed.DurationS, failed.At, 1, failed.Error, File: null))
            : _segments.SetItem(
                index,
                _segments[index] with { Attempts = _segments[index].Attempts + 1, Reason = failed.Error }));
    }

    private int IndexOf(SessionId session, double startS) =>
        _segments.FindIndex(segment => segment.Session == session && segment.StartS == startS);

    // A crash may have the speech cut into segments in another way: what covers its middle is about it.
    private SegmentsWithoutText Settle(SessionId session, double startS, double durationS)
    {
        if (_segments.IsEmpty) return this;

        var left = _segments.RemoveAll(segment =>
            segment.Session == session
            && segment.StartS + (segment.DurationS / 2) >= startS
            && segment.StartS + (segment.DurationS / 2) <= startS + durationS);
        return left == _segments ? this : new(left);
    }
}
