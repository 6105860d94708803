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
            if (!part.IsNothing)
            {
                numbers[session.Number] = part.Number;
                foreach (var batch in part.Events().Chunk(SegmentsAtOnce)) Append(log, part, batch);
            }

            foreach (var batch in part.Additions().Chunk(SegmentsAtOnce)) Append(log, part, batch);
            report = part.AddTo(report);
        }

        foreach (var totals in source.ReadTotals().Where(totals => !target.HasTotalsOf(totals.OriginLog)))
            Append(log, WireWriter.ToAppend(Renumbered(totals, numbers)));
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

    private void Append(SqliteEventLog log, SessionImport part, NewEvent[] events)
    {
        var here = Append(log, [.. events.Select(e => e.Event)]);
        foreach (var e in events)
        {
            if (e.Segment is { } there) part.NoteAppended(there, here);
            here++;
        }
    }

    private long Append(SqliteEventLog log, params EventToAppend[] events)
    {
        steps?.Invoke(LogStep.Import, isDone: false);
        var first = log.Append(events).First;
        steps?.Invoke(LogStep.Import, isDone: true);
        return first;
    }
}
