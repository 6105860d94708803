using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Files;
using Swictation.Storage.Observing;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Copies;

/// <summary>
/// Takes the sessions of another log into a log: another machine's, an old backup. Each segment is known by its origin, and is
/// there once, however often and on whatever way it comes. What was forgotten here stays so. One that is cut off goes on when
/// it is run again.
/// </summary>
public sealed class LogImport(string path, TimeProvider time, ILogger logger, StepObserver? steps = null)
{
    private const int SegmentsAtOnce = 500;

    /// <exception cref="DatabaseOpenException">
    /// A daemon is running, which it names; or the file is nothing that can be imported.
    /// </exception>
    /// <exception cref="LogCopyException">It could not be finished.</exception>
    public async Task<ImportReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        var name = DatabaseName.Resolve(path);
        var from = DatabaseName.Resolve(file);
        if (FileState.Of(from, followsLink: true) is { } there && there.Key == FileState.Of(name, followsLink: true)?.Key)
            throw new LogCopyException(from, "is the log itself; name another one");

        if (!ExportedLines.Are(from)) DatabaseInspector.CheckForReading(from, mayBeOlder: true);
        await using var log = SqliteEventLog.Open(new(name) { Steps = steps }, new CommitNotice(), time, logger);
        try
        {
            LogCopy.Remove(name + ".importing");
            using var source = new LogSource(from, name + ".importing", time, logger);
            log.LevelReadModels();
            var report = Import(log, name, source, cancellationToken);
            log.LevelReadModels();
            return report;
        }
        catch (Exception e) when (
            e is SqliteException or EventLogDamagedException or EventLogWriteException or IOException or UnauthorizedAccessException)
        {
            throw new LogCopyException(from, $"cannot be imported: {e.Message}", e);
        }
    }

    private ImportReport Import(SqliteEventLog log, string name, LogSource source, CancellationToken cancellationToken)
    {
        var report = new ImportReport(0, 0, 0, 0);
        using var target = new ImportTarget(name);
        var numbers = new Dictionary<long, long>();
        foreach (var session in source.ReadSessions())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = new SessionImport(target, source, session);
            report = part.AddTo(report);
            if (part.IsNothing) continue;

            numbers[session.Number] = part.Number;
            foreach (var batch in part.Events().Chunk(SegmentsAtOnce)) Append(log, batch);
        }

        foreach (var totals in source.ReadTotals().Where(totals => !target.HasTotalsOf(totals.OriginLog)))
            Append(log, [WireWriter.ToAppend(Renumbered(totals, numbers))]);
        return report;
    }

    private static TotalsImported Renumbered(TotalsImported totals, Dictionary<long, long> numbers)
    {
        return totals with
        {
            BestWpmSession = Here(totals.BestWpmSession),
            LowestLatencySession = Here(totals.LowestLatencySession),
        };

        long? Here(long? number) => number is { } there && numbers.TryGetValue(there, out var here) ? here : null;
    }

    // What came without its words says so here too.
    private EventToAppend Tell(long[] forgotten) => WireWriter.ToAppend(new Forgotten(
        WireTime.Truncate(time.GetLocalNow()), PositionRanges.Of(forgotten), ForgettingActor.User, ForgettingKind.Positions, Counts: false));

    private void Append(SqliteEventLog log, EventToAppend[] events)
    {
        // Nobody else appends: the positions are known before.
        var next = log.Reader.Head + 1;
        long[] forgotten = [.. Enumerable.Range(0, events.Length).Where(i => Remains.IsForgotten(events[i].Body.Span)).Select(i => next + i)];
        steps?.Invoke(LogStep.Import, isDone: false);
        log.Append(forgotten.Length == 0 ? events : [.. events, Tell(forgotten)]);
        steps?.Invoke(LogStep.Import, isDone: true);
    }
}
