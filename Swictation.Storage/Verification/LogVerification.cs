using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Chain;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Verification;

/// <summary>
/// Shows that a log is what was written, in order, also after something was taken out or forgotten (promise P12). Over a
/// read-only connection, also while a daemon records. Changes nothing. Used once.
/// </summary>
public sealed class LogVerification
{
    private const string SelectHead =
        """
        SELECT coalesce(max(seq), 0)
        FROM events NOT INDEXED;
        """;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly LogFindings _findings = new();
    private byte[]? _wanted;
    private long? _foundAt;
    private bool _isWrongThere;

    private LogVerification(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
    }

    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    public static VerifiedLog Run(string path, VerificationOrder order, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var fullPath = DatabaseName.Resolve(path);
        DatabaseInspector.CheckForReading(fullPath);
        return new LogVerification(fullPath, time).Run(order, cancellationToken);
    }

    private VerifiedLog Run(VerificationOrder order, CancellationToken cancellationToken)
    {
        // Before the log, which may come further meanwhile.
        var kept = KeptHead.Read(_path);
        using var connection = DatabaseFile.OpenForReading(_path);
        var verified = new VerifiedLog("", 0, "", 0, 0, 0, 0, 0, 0, 0, null, null, [], 0);
        try
        {
            using (new ReadTransaction(connection)) verified = Read(connection, order, kept, cancellationToken);
            if (order.IsDeep) new DeepCheck(_path, _time, _findings).Run(cancellationToken);
        }
        catch (Exception e) when (e is SqliteException or EventLogDamagedException)
        {
            var reason = e is EventLogDamagedException damaged ? damaged.Reason.Words : e.Message;
            _findings.Add(LogProblemKind.Unreadable, $"the database cannot be read: {reason.ReplaceLineEndings(" ")}");
        }

        return verified with { Problems = _findings.Problems, ProblemCount = _findings.Count };
    }

    private VerifiedLog Read(SqliteConnection connection, VerificationOrder order, KeptHead? kept, CancellationToken cancellationToken)
    {
        CheckSchema(connection);
        var logId = LogIdentity.Read(connection) ?? "";
        var head = RawStatement.RunScalar(connection, SelectHead);
        var checksummedFrom = LogIdentity.ReadChecksummedFrom(connection);
        using var links = new ChainTable(connection);
        using var removals = new KeptHashes(connection);
        using var stretch = new Stretch(connection);
        var origin = ChainOrigin.Read(connection);
        if (origin is null) _findings.Add(LogProblemKind.Link, "the chain does not say what it begins with");
        origin ??= new(1, null, new(0, RunningHash.Of(logId, null)));

        _wanted = order.SinceHash is { } digits ? Convert.FromHexString(digits) : null;
        RunningHash running = null!;
        running = new(_path, checksummedFrom) { Advanced = position => Compare(position, running.Value, order.SincePosition) };
        var reader = new VerifyingReader(_findings, running, checksummedFrom);
        var start = _wanted is null && order.SincePosition is { } since ? StartFor(links, since, origin.Start) : origin.Start;
        Compare(start.Position, start.Hash, order.SincePosition);
        var last = start;
        foreach (var part in ChainPart.Of(LinksFrom(links, start)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part.HasLostEvents) CheckRemainder(part, stretch, reader, removals, order);
            else CheckWay(part, stretch, reader, running);
            last = part.End;
        }

        running.Set(last.Hash);
        reader.BeginWay(long.MaxValue, long.MaxValue);
        stretch.Read(last.Position, Math.Max(head, last.Position), reader);
        reader.Finish();
        new RangeCheck(connection, removals, _findings).Run(start.Position, last.Position, origin.ProvableFrom, cancellationToken);
        CheckEnd(connection, head, logId, kept);
        SaySince(order);
        return new(
            logId, head, Convert.ToHexStringLower(running.Value), start.Position + 1, origin.ProvableFrom, last.Position, reader.Events,
            reader.Removed, reader.NotCopied, reader.Forgotten, _foundAt, origin.SalvagedFrom, [], 0);
    }

    private void CheckWay(ChainPart part, Stretch stretch, VerifyingReader reader, RunningHash running)
    {
        var (start, end, before) = (part.Start, part.End, _findings.Count);
        running.Set(start.Hash.Length == Sha256.Bytes ? start.Hash : new byte[Sha256.Bytes]);
        reader.BeginWay(start.Next, end.Position);
        stretch.Read(start.Position, end.Position, reader);
        if (!end.HasHash(running.Value) && _findings.Count == before) AddChanged(start.Position, end.Position);
    }

    private void CheckRemainder(ChainPart part, Stretch stretch, VerifyingReader reader, KeptHashes removals, VerificationOrder order)
    {
        var (start, end, before) = (part.Start, part.End, _findings.Count);
        var remainder = new RemainderHash(_path, []);
        reader.BeginRemainder(remainder);
        stretch.Read(start.Position, end.Position, reader);
        if (end.Since != start.Position)
        {
            _findings.Add(
                LogProblemKind.Link, end.Position, end.Position, $"the link at {end.Position} belongs to a stretch that does not begin there");
        }
        else if (removals.FindHash(end) is not { } hash)
        {
            _findings.Add(
                LogProblemKind.Link, end.Position, end.Position,
                $"event {end.RemovedBy} does not say what is left of events {start.Position + 1} to {end.Position}");
        }
        else if (remainder.Finish(part.Links) != hash && _findings.Count == before)
        {
            AddChanged(start.Position, end.Position);
        }

        foreach (var link in part.Links.Skip(1)) Compare(link.Position, link.Hash, order.SincePosition);
    }

    private void AddChanged(long after, long upTo) => _findings.Add(
        LogProblemKind.Changed, after + 1, upTo, $"events {after + 1} to {upTo} are not what was chained: one of them was changed, or their link was");

    private void Compare(long position, ReadOnlySpan<byte> hash, long? noted)
    {
        if (_wanted is null || (noted is { } at && at != position)) return;
        if (hash.SequenceEqual(_wanted)) _foundAt = position;
        else _isWrongThere |= noted == position;
    }

    private void SaySince(VerificationOrder order)
    {
        if (_wanted is null || _foundAt is not null) return;
        if (order.SincePosition is not { } noted)
            _findings.Add(LogProblemKind.Since, "no position has the noted hash: it is of another past, or events around it were taken out since");
        else if (_isWrongThere)
            _findings.Add(LogProblemKind.Since, noted, noted, $"position {noted} has another hash than the noted one: the past before it is another one");
        else
            _findings.Add(LogProblemKind.Since, noted, noted, $"position {noted} has no hash to compare: it is not there, or events around it were taken out since");
    }

    private void CheckSchema(SqliteConnection connection)
    {
        try
        {
            foreach (var missing in SchemaCheck.FindMissing(connection, _path))
                _findings.Add(LogProblemKind.Schema, $"the {missing[..missing.IndexOf(':')]} is missing, or not what it was");
        }
        catch (EventLogDamagedException e)
        {
            _findings.Add(LogProblemKind.Schema, e.Reason.Words);
        }
    }

    // A log that has lost its end may look whole in itself.
    private void CheckEnd(SqliteConnection connection, long head, string logId, KeptHead? kept)
    {
        var known = RawStatement.RunScalar(connection, ProjectionSql.ReadCheckpoint);
        if (kept?.LogId == logId) known = Math.Max(known, kept.Position);
        if (known > head)
        {
            _findings.Add(
                LogProblemKind.Missing, head + 1, known, $"the log ends with event {head}, and has had {known} already");
            return;
        }

        if (kept is not { Position: > 0 } || kept.LogId != logId) return;
        using var removed = new RemovedRanges(connection);
        if (!removed.Cover(kept.Position, kept.Position) && StoredChecksum.At(connection, kept.Position) != kept.Checksum
            && !StoredChecksum.IsOfForgotten(connection, kept.Position))
        {
            _findings.Add(
                LogProblemKind.Changed, kept.Position, kept.Position,
                $"event {kept.Position} is another one than was noted beside the database");
        }
    }

    private static ChainLink StartFor(ChainTable links, long since, ChainLink origin)
    {
        var start = links.FindUpTo(Math.Max(0, since - 1)) ?? origin;
        // What is left of a stretch can only be looked at as a whole.
        return start.Since is { } stretch && links.FindFrom(start.Position + 1)?.Since == stretch
            ? links.FindUpTo(stretch) ?? origin
            : start;
    }

    private static IEnumerable<ChainLink> LinksFrom(ChainTable links, ChainLink start)
    {
        yield return start;
        for (var position = start.Position; links.FindFrom(position + 1) is { } next;)
        {
            foreach (var link in links.Read(position, next.Position + (64 * ChainLink.Interval)))
            {
                yield return link;
                position = link.Position;
            }
        }
    }
}
