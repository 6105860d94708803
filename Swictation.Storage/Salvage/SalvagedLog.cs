using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Salvage;

/// <summary>
/// Makes a log without gaps of the readable part of a damaged one: every stored event as it was, byte for byte; where some
/// are missing an event that says which; and what a session needs to be one. A session whose beginning is lost begins
/// with its first event that was read, one whose end is lost ends with its last one, unless it is the newest.
/// </summary>
internal sealed class SalvagedLog
{
    private const int MostGaps = 10;

    private readonly HashSet<long> _started = [];
    private long? _open;
    private long _lastAtUs;
    private long _openLastAtUs;
    private long _lastSequence;
    private int _nextRemoved;

    /// <summary>
    /// The ranges whose events had been taken out of the damaged log, in order: there nothing is lost, and what is found there
    /// all the same stays out.
    /// </summary>
    public IReadOnlyList<RemovedRange> Removed { get; init; } = [];

    /// <summary>Which event of the damaged log was given out last; 0 while that was one that is new.</summary>
    public long Source { get; private set; }

    /// <summary>Events of the damaged log.</summary>
    public long Kept { get; private set; }

    /// <summary>Events that are missing between those that were read, and at the end as far as that is known.</summary>
    public long Lost { get; private set; }

    /// <summary>The first of the stretches that are missing, a few of them.</summary>
    public List<(long First, long Last)> Gaps { get; } = [];

    /// <param name="salvaged">In the order of their positions.</param>
    /// <param name="head">The damaged log is known to have come this far.</param>
    public IEnumerable<EventToAppend> Write(IEnumerable<StoredEvent> salvaged, DateTimeOffset now, long head = 0)
    {
        foreach (var stored in salvaged)
        {
            if (IsRemoved(stored.Sequence)) continue;
            foreach (var lost in LostBefore(stored.Sequence, stored.AtMicroseconds)) yield return lost;
            if (stored is { Session.Value: var session, Type.IsImported: false })
            {
                foreach (var missing in Bounds(stored, session)) yield return missing;
                if (session == _open) _openLastAtUs = stored.AtMicroseconds;
                if (session == _open && stored.Type == SessionEnd.TypeName) _open = null;
            }

            Source = stored.Sequence;
            yield return new(stored.Session, stored.AtMicroseconds, stored.Type, stored.Version, stored.Body);
            Source = 0;
            _lastSequence = stored.Sequence;
            _lastAtUs = stored.AtMicroseconds;
            Kept++;
        }

        foreach (var lost in LostBefore(head + 1, WireTime.ToMicroseconds(now))) yield return lost;
    }

    private bool IsRemoved(long sequence)
    {
        var next = _nextRemoved;
        while (next < Removed.Count && Removed[next].Last < sequence) next++;
        return next < Removed.Count && Removed[next].First <= sequence;
    }

    private List<EventToAppend> LostBefore(long next, long nextAtUs)
    {
        List<EventToAppend> gaps = [];
        if (next <= _lastSequence + 1) return gaps;

        var at = WireTime.FromMicroseconds(_lastSequence == 0 ? nextAtUs : _lastAtUs);
        var first = _lastSequence + 1;
        for (; _nextRemoved < Removed.Count && Removed[_nextRemoved].First < next; _nextRemoved++)
        {
            Note(Math.Min(Removed[_nextRemoved].First, next) - 1);
            first = Math.Max(first, Removed[_nextRemoved].Last + 1);
        }

        Note(next - 1);
        return gaps;

        void Note(long last)
        {
            if (last < first) return;

            Lost += last - first + 1;
            if (Gaps.Count < MostGaps) Gaps.Add((first, last));
            gaps.Add(WireWriter.ToAppend(new EventsLost(at, first, last)));
        }
    }

    private List<EventToAppend> Bounds(in StoredEvent next, long session)
    {
        // A later event about an earlier session, a segment that was tried again for example, opens no session.
        if (!_started.Add(session)) return [];

        List<EventToAppend> bounds = [];
        if (_open is { } open)
        {
            var lastAt = WireTime.FromMicroseconds(_openLastAtUs);
            bounds.Add(WireWriter.ToAppend(new SessionEnd(new(open), lastAt, SessionEndReason.Recovered)));
        }

        _open = session;
        if (next.Type != SessionStart.TypeName)
        {
            var at = WireTime.FromMicroseconds(next.AtMicroseconds);
            bounds.Add(WireWriter.ToAppend(new SessionStart(new(session), at)));
        }

        return bounds;
    }
}
