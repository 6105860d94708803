using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Testing;

/// <summary>
/// An event log without a file, for tests of what takes a log. Keeps every promise but that of surviving.
/// </summary>
public sealed class InMemoryEventLog(ICommitNotice notice) : IEventLog, IEventLogReader
{
    private const int MostEvents = 1_000;
    private const int MostBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly List<EventToAppend> _events = [];
    private readonly SortedList<long, RemovedRange> _removed = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InMemoryEventLog()
        : this(new CommitNotice())
    {
    }

    public string LogId { get; } = Guid.NewGuid().ToString("n");

    public long Oldest => 1;

    public long Head
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        if (events.IsEmpty) throw new ArgumentException("There is nothing to append.", nameof(events));
        lock (_gate)
        {
            var first = _events.Count + 1;
            foreach (var e in events)
                _events.Add(e with { Body = e.Body.ToArray(), LiveBody = e.LiveBody.ToArray() });
            notice.Publish(_events.Count);
            _more.SetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new(first, _events.Count);
        }
    }

    /// <summary>Takes events out, as if an earlier daemon had done it.</summary>
    public void Remove(long first, long last, RemovalReason reason)
    {
        lock (_gate) _removed.Add(first, new(first, last, reason));
    }

    public EventPage ReadAfter(long after) => Read(after, e => e.Sent);

    public EventPage ReadStored(long after) => Read(after, e => e.Body);

    private EventPage Read(long after, Func<EventToAppend, ReadOnlyMemory<byte>> bodyOf)
    {
        lock (_gate)
        {
            var lines = new List<byte>();
            var entries = new List<EventEntry>();
            var holdsLiveText = false;
            for (var i = (int)Math.Min(after, _events.Count); i < _events.Count && entries.Count < MostEvents; i++)
            {
                if (_removed.Values.Any(range => range.First <= i + 1 && i + 1 <= range.Last)) continue;

                var e = _events[i];
                var body = bodyOf(e);
                var length = body.Length + 1;
                if (entries.Count > 0 && lines.Count + length > MostBytes) break;
                entries.Add(new(i + 1, e.Session, e.AtMicroseconds, e.Type, e.Version, lines.Count, length));
                lines.AddRange(body.Span);
                holdsLiveText |= !e.LiveBody.IsEmpty && !body.Equals(e.Body);
                lines.Add((byte)'\n');
            }

            return new(lines.ToArray(), entries.ToArray())
            {
                HoldsLiveText = holdsLiveText,
                Removed = _removed.Values.Where(range => range.Last > after).ToArray(),
            };
        }
    }

    public bool TryReadRecent(long after, out EventPage page)
    {
        var read = ReadAfter(after);
        page = new(read.Lines, read.Entries.ToArray())
        {
            Removed = read.Removed,
            IsFromMemory = true,
            HoldsLiveText = read.HoldsLiveText,
        };
        return true;
    }

    public async ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_events.Count > after) return;
                more = _more.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }

    public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions)
    {
        lock (_gate)
        {
            var stateChange = Last(1, upTo, StateChange.TypeName);
            if (FindSession(upTo, session) is not var (wanted, start, end))
                return new(upTo, stateChange, null, 0, 0, 0, Last(1, upTo, MetricsUpdate.TypeName), 0);

            var said = Matching(start, upTo, Transcription.TypeName, wanted).TakeLast(transcriptions).ToArray();
            var settled = end > 0 ? First(end, upTo, StateChange.TypeName) : upTo;
            var metricsUpTo = session is null ? upTo : Math.Max(end, settled);
            return new(
                upTo,
                stateChange,
                wanted,
                start,
                said.FirstOrDefault(),
                said.LastOrDefault(),
                Last(start, metricsUpTo, MetricsUpdate.TypeName),
                end);
        }
    }

    public SessionPositions? FindSession(long upTo, SessionId? session)
    {
        lock (_gate)
        {
            var lastStart = Last(1, upTo, SessionStart.TypeName);
            if ((session ?? (lastStart > 0 ? _events[(int)lastStart - 1].Session : null)) is not { } wanted) return null;

            var start = First(1, upTo, SessionStart.TypeName, wanted);
            if (start > 0) return new(wanted, start, Last(start, upTo, SessionEnd.TypeName, wanted));

            var imported = First(1, upTo, SessionImported.TypeName, wanted);
            return imported > 0
                ? new(wanted, imported, Math.Max(imported, Last(imported, upTo, SegmentImported.TypeName, wanted)))
                : null;
        }
    }

    private long First(long from, long upTo, EventType type, SessionId? session = null) =>
        Matching(from, upTo, type, session).FirstOrDefault();

    private long Last(long from, long upTo, EventType type, SessionId? session = null) =>
        Matching(from, upTo, type, session).LastOrDefault();

    private IEnumerable<long> Matching(long from, long upTo, EventType type, SessionId? session) => _events
        .Select((e, index) => (Event: e, Sequence: index + 1L))
        .Where(found => found.Sequence >= from && found.Sequence <= upTo && found.Event.Type == type)
        .Where(found => session is null || found.Event.Session == session)
        .Select(found => found.Sequence);
}
