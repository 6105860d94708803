using Swictation.Domain.Events;

namespace Swictation.Domain.State;

/// <summary>
/// What of the speech in some events has no text: a fold, and the same as the read model's, of whatever is applied.
/// </summary>
public sealed class SegmentsWithoutText
{
    private readonly List<SegmentWithoutText> _segments = [];

    /// <summary>In the order in which the recogniser failed on them first.</summary>
    public IReadOnlyList<SegmentWithoutText> All => _segments;

    public void Apply(SessionEvent recorded)
    {
        switch (recorded)
        {
            case SegmentFailed e:
                Add(e);
                break;
            case AudioKept e when IndexOf(e.Session, e.StartS) is >= 0 and var kept:
                _segments[kept] = _segments[kept] with { File = e.File };
                break;
            case SegmentMeasured e:
                Settle(e.Session, e.StartS, e.DurationS);
                break;
            case SegmentFoundSilent e:
                Settle(e.Session, e.StartS, e.DurationS);
                break;
        }
    }

    private void Add(SegmentFailed failed)
    {
        var index = IndexOf(failed.Session, failed.StartS);
        if (index < 0)
        {
            _segments.Add(new(
                failed.Session, failed.StartS, failed.DurationS, failed.At, 1, failed.Error, File: null));
        }
        else
        {
            _segments[index] = _segments[index] with
            {
                Attempts = _segments[index].Attempts + 1,
                Reason = failed.Error,
            };
        }
    }

    private int IndexOf(SessionId session, double startS) =>
        _segments.FindIndex(segment => segment.Session == session && segment.StartS == startS);

    // A crash may have the speech cut into segments in another way: what covers its middle is about it.
    private void Settle(SessionId session, double startS, double durationS) =>
        _segments.RemoveAll(segment =>
            segment.Session == session
            && segment.StartS + (segment.DurationS / 2) >= startS
            && segment.StartS + (segment.DurationS / 2) <= startS + durationS);
}
