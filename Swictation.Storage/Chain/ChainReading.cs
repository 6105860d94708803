using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>
/// What the writer of a log has to know of its chain: the links that are still to be made, and the hash over what is left of a
/// stretch that events are taken out of. Over a read-only connection of its own, so that no append waits for it. Changes
/// nothing. One thread at a time.
/// </summary>
internal sealed class ChainReading : IDisposable
{
    /// <summary>Positions of a stretch that has one hash for what is left of it, about.</summary>
    private const int Together = 4 * ChainLink.Interval;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly ChainTable _links;
    private readonly Stretch _stretch;
    private readonly ChainOrigin _origin;
    private readonly RunningHash _running;
    private readonly KeptHashes _kept;
    private long _next;
    private Action<long>? _linkDue;

    /// <exception cref="SqliteException">It cannot be read.</exception>
    /// <exception cref="EventLogDamagedException">It does not say what its chain begins with.</exception>
    public ChainReading(string path)
    {
        _path = path;
        _connection = DatabaseFile.OpenForReading(path);
        _links = new(_connection);
        _stretch = new(_connection);
        _kept = new(_connection);
        _origin = ChainOrigin.Read(_connection) ?? throw Lacks("its beginning");
        _running = new(path, LogIdentity.ReadChecksummedFrom(_connection))
        {
            Advanced = position =>
            {
                if (position >= _next) _linkDue?.Invoke(position);
            },
        };
    }

    /// <inheritdoc cref="ChainOrigin.ProvableFrom"/>
    public long ProvableFrom => _origin.ProvableFrom;

    /// <summary>The newest link.</summary>
    public ChainLink Last => _links.FindUpTo(long.MaxValue) ?? _origin.Start;

    /// <summary>The links behind the newest one.</summary>
    /// <param name="upTo">An event that is there.</param>
    /// <param name="endsThere">Whether one is made there too, where none is due yet.</param>
    /// <exception cref="EventLogDamagedException">An event is missing, or is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public List<ChainLink> Follow(long upTo, bool endsThere)
    {
        var links = new List<ChainLink>();
        var last = Last;
        if (last.Position >= upTo) return links;

        _running.Set(last.Hash);
        _next = last.Next;
        _linkDue = position =>
        {
            links.Add(new(position, _running.Value.ToArray()));
            _next = links[^1].Next;
        };
        _stretch.Read(last.Position, upTo, _running);
        if (endsThere && (links is [] || links[^1].Position < upTo)) _linkDue(upTo);
        return links;
    }

    /// <summary>
    /// The stretches that events are about to be taken out of, and what is left of them. All have their links, and are what
    /// these say: what was changed before is not to be taken for what was written.
    /// </summary>
    /// <param name="ranges">In order, not behind the newest link.</param>
    /// <exception cref="EventLogDamagedException">They are not what was written.</exception>
    public KeptStretches Remain(IReadOnlyList<RemovedRange> ranges)
    {
        using var moment = new ReadTransaction(_connection);
        var stretches = new List<KeptStretch>();
        for (var next = 0; next < ranges.Count;)
        {
            var links = StretchAround(ranges[next].First);
            var (after, upTo) = (links[0].Position, links[^1].Position);
            foreach (var part in ChainPart.Of(links)) Check(part);
            var remainder = new RemainderHash(_path, [.. ranges.Skip(next).TakeWhile(range => range.First <= upTo)]);
            _stretch.Read(after, upTo, remainder);
            stretches.Add(new(after, upTo, remainder.Finish(links)));
            while (next < ranges.Count && ranges[next].Last <= upTo) next++;
            if (next < ranges.Count && ranges[next].First <= upTo)
            {
                // It goes on in the next stretch.
                ranges = [ranges[next] with { First = upTo + 1 }, .. ranges.Skip(next + 1)];
                next = 0;
            }
        }

        return new([.. stretches]);
    }

    public void Dispose()
    {
        _links.Dispose();
        _stretch.Dispose();
        _kept.Dispose();
        _connection.Dispose();
    }

    private void Check(ChainPart part)
    {
        var (after, upTo) = (part.Start.Position, part.End.Position);
        if (part.HasLostEvents)
        {
            var remainder = new RemainderHash(_path, []);
            _stretch.Read(after, upTo, remainder);
            if (remainder.Finish(part.Links) != _kept.FindHash(part.End)) throw Changed(after, upTo);
        }
        else
        {
            _running.Set(part.Start.Hash);
            _next = long.MaxValue;
            _stretch.Read(after, upTo, _running);
            if (!part.End.HasHash(_running.Value)) throw Changed(after, upTo);
        }
    }

    // Of one that has lost events before all of it: what is left has one hash.
    private List<ChainLink> StretchAround(long position)
    {
        var next = _links.FindFrom(position) ?? throw Lacks($"a link from {position} on");
        var first = next.Since is { } since ? At(since) : _links.FindUpTo(position - 1) ?? _origin.Start;
        List<ChainLink> links = [first];
        var goal = Math.Max(position, first.Position + Together);
        while (_links.FindFrom(links[^1].Position + 1) is { } link
            && (links[^1].Position < goal || (link.Since is { } other && other == links[^1].Since)))
            links.Add(link);
        return links;
    }

    private ChainLink At(long position) =>
        position == 0 ? _origin.Start
        : _links.FindUpTo(position) is { } link && link.Position == position ? link
        : throw Lacks($"the link {position}");

    private EventLogDamagedException Lacks(string missing) =>
        new(_path, new Reason(ReasonCode.SchemaDamaged, $"its chain lacks {missing}"));

    private EventLogDamagedException Changed(long after, long upTo) =>
        new(_path, new Reason(ReasonCode.SchemaDamaged, $"events {after + 1} to {upTo} are not what was chained"));
}
