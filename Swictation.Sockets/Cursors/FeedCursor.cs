using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>
/// A position in the log and a pace: the one way in which anybody gets events, live, catching up, resuming or replaying
/// a past session. Walks a list of ranges; the last one may reach into the future. Not thread-safe: the thread that
/// moves it owns it meanwhile.
/// </summary>
/// <param name="planner">Asked for the ranges at the first step.</param>
/// <param name="selection">The types that are wanted of them.</param>
public sealed class FeedCursor(
    IEventLogReader log, IFeedPlanner planner, EventSelection selection, TimeProvider time)
{
    private readonly long? _wasThereAt;
    private readonly PaceClock _clock = new(time);
    private IReadOnlyList<FeedRange>? _ranges;
    private int _range = -1;
    private EventPage _page = EventPage.Empty;
    private int _next;
    private int _nextRemoved;
    private RemovedRange? _untold;
    private long _joinedAt;

    // Of a client that was there all the time.
    private FeedCursor(FeedCursor former, IEventLogReader log, long after, EventSelection selection, TimeProvider time)
        : this(log, new FixedFeedPlanner([new(after)]), selection, time)
    {
        _wasThereAt = after;
        LastMetrics = former.LastMetrics;
        IsInSession = former.IsInSession;
    }

    /// <summary>Sequence number of the last event that was passed.</summary>
    public long Position { get; private set; }

    /// <summary>The newest metrics that were given, as they were sent; empty before the first.</summary>
    public ReadOnlyMemory<byte> LastMetrics { get; private set; }

    /// <summary>
    /// Whether the client is told of stretches whose events were taken out of the log; otherwise they are passed over. To be
    /// set before the first step.
    /// </summary>
    public bool TellsRemoved { get; init; }

    /// <summary>True while a session is open, as far as the events that were passed tell.</summary>
    public bool IsInSession { get; private set; }

    /// <summary>True when all that was planned has been passed; never where the plan reaches into the future.</summary>
    public bool IsAtEnd =>
        _ranges is { } ranges && _range == ranges.Count - 1 && (_range < 0 || Position >= ranges[_range].UpTo);

    /// <summary>
    /// Events between the cursor and the head of the log; 0 at the end of the plan, and where it is paced: that is as
    /// late as it was asked to be. Any thread may ask, for an answer that was true a moment ago.
    /// </summary>
    public long Lag =>
        _ranges is null || IsAtEnd || _clock.IsPaced ? 0 : Math.Max(0, log.Head - Position);

    /// <summary>The transcriptions that the plan leaves out, once it is made; null if none.</summary>
    public CatchUpCut? Cut { get; private set; }

    /// <summary>The next lines, as many at once as stand together in the log and are due together.</summary>
    /// <param name="recentOnly">Never wait for a disk: end where the events are not in memory.</param>
    public FeedStep Next(bool recentOnly)
    {
        while (true)
        {
            if (IsBehindRange && TryTakeUntold(out var told)) return told;
            if (!TryFindRange(out var range) || ((_next == _page.Count || _page.IsRevoked) && !TryTurnPage(recentOnly))) break;

            var step = TakeRun(range);
            if (!step.IsEnd) return step;
        }

        if (TryTakeUntold(out var last)) return last;

        // A session that is replayed while it is open has come to the present: from here on it is live.
        if (!recentOnly) _clock.Stop();
        return FeedStep.End;
    }

    /// <summary>
    /// To be called when the last step is due and about to be sent. If the log has nothing more for this client,
    /// it has come to the present: from here on it is live. Settled before the send, so that the pace never holds back the events
    /// that a user causes who has seen the newest line.
    /// </summary>
    public void StopPacingAtPresent()
    {
        if (!_clock.IsPaced || _ranges is null) return;

        var seen = Position;
        foreach (var entry in _page.Entries[_next..])
        {
            if (Wants(_ranges[_range], entry)) return;
            seen = entry.Sequence;
        }

        if (seen >= log.Head) _clock.Stop();
    }

    /// <summary>Goes back before a step that was not sent, because something in it was forgotten meanwhile.</summary>
    public void TakeBack(in FeedStep step)
    {
        Position = step.Entries[0].Sequence - 1;
        _page = EventPage.Empty;
        _next = 0;
    }

    /// <summary>
    /// A cursor that goes on in another log, for a client that has got all of this one and was to get what comes; null for
    /// any other.
    /// </summary>
    /// <param name="after">Position in the other log.</param>
    public FeedCursor? MoveTo(IEventLogReader other, long after, TimeProvider time)
    {
        var isLive = _ranges is { } ranges && _range == ranges.Count - 1 && ranges[_range].UpTo == long.MaxValue;
        return isLive && Position >= log.Head ? new(this, other, after, selection, time) : null;
    }

    private bool IsBehindRange => _range >= 0 && Position >= _ranges![_range].UpTo;

    private bool TryFindRange(out FeedRange range)
    {
        if (_ranges is null)
        {
            _joinedAt = _wasThereAt ?? log.Head;
            (_ranges, Cut) = planner.PlanForNewClient();
        }

        while (_range < 0 || Position >= _ranges[_range].UpTo)
        {
            if (_range + 1 == _ranges.Count)
            {
                range = default;
                return false;
            }

            _range++;
            Position = _ranges[_range].After;
            _page = EventPage.Empty;
            _next = _nextRemoved = 0;
            _clock.Restart(_ranges[_range].Pace);
        }

        range = _ranges[_range];
        return true;
    }

    private bool TryTurnPage(bool recentOnly)
    {
        if (recentOnly)
        {
            if (!log.TryReadRecent(Position, out _page) || IsForOthers(_page)) _page = EventPage.Empty;
        }
        else
        {
            _page = log.ReadAfter(Position);
            if (IsForOthers(_page)) _page = log.ReadStored(Position).UpTo(_joinedAt);
        }

        _next = _nextRemoved = 0;
        return !_page.IsEmpty;
    }

    // Text off the record is for clients that were connected.
    private bool IsForOthers(EventPage page) => page.HoldsLiveText && Position < _joinedAt;

    // Neighbouring selected events go out as one slice of the page; others are skipped.
    private FeedStep TakeRun(in FeedRange range)
    {
        var entries = _page.Entries;
        while (_next < entries.Length && entries[_next].Sequence <= range.UpTo)
        {
            if (!TryPassRemoved(entries[_next].Sequence - 1, out var other)) return other;
            if (Wants(range, entries[_next])) break;

            if (_clock.IsPaced) _clock.Pass(entries[_next]);
            Pass(entries[_next++]);
        }

        var first = _next;
        var dueIn = TimeSpan.Zero;
        while (_next < entries.Length && entries[_next].Sequence <= range.UpTo && Wants(range, entries[_next]))
        {
            if (_next > first && (_clock.IsPaced || IsNextRemoved(entries[_next].Sequence))) break;
            if (_next == first && TryTakeUntold(out var told)) return told;
            if (_clock.IsPaced) dueIn = _clock.DueIn(entries[_next]);

            Pass(entries[_next]);
            if (entries[_next].Type == MetricsUpdate.TypeName) LastMetrics = _page.LinesOf(_next, 1);
            _next++;
        }

        if (_next > first) return new(_page, first, _next - first, dueIn);
        if (_next == entries.Length) return FeedStep.End;
        if (!TryPassRemoved(range.UpTo, out var rest)) return rest;

        Position = range.UpTo;
        return FeedStep.End;
    }

    private bool IsNextRemoved(long before) =>
        TellsRemoved && _nextRemoved < _page.Removed.Length && _page.Removed.Span[_nextRemoved].First < before;

    // What touches, or has nothing between that the client gets, is one stretch; reasons are not mixed. False: the one so
    // far is to be told first.
    private bool TryPassRemoved(long upTo, out FeedStep told)
    {
        while (IsNextRemoved(upTo + 1))
        {
            var range = _page.Removed.Span[_nextRemoved];
            var (first, last) = (Math.Max(range.First, Position + 1), Math.Min(range.Last, upTo));
            if (first <= last)
            {
                if (_untold is { } untold && untold.Reason != range.Reason) return !TryTakeUntold(out told);

                _untold = new(_untold?.First ?? first, last, range.Reason);
                Position = last;
            }

            _nextRemoved++;
        }

        told = FeedStep.End;
        return true;
    }

    private bool TryTakeUntold(out FeedStep told)
    {
        told = _untold is { } untold ? FeedStep.Gap(untold) : FeedStep.End;
        _untold = null;
        return !told.IsEnd;
    }

    private bool Wants(in FeedRange range, in EventEntry entry) =>
        range.Wants(entry) && selection.Admits(entry);

    private void Pass(in EventEntry entry)
    {
        Position = entry.Sequence;
        if (entry.Type == SessionStart.TypeName) IsInSession = true;
        else if (entry.Type == SessionEnd.TypeName) IsInSession = false;
    }
}
