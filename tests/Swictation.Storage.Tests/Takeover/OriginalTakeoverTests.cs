using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;
using Swictation.Storage.ReadModels;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Takeover;

/// <summary>The database of the original Swictation becomes an event log, and is kept as it was.</summary>
public sealed class OriginalTakeoverTests : IDisposable
{
    private static readonly string[] Tables = ["sessions", "segments", "imported_sessions"];

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("metrics.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Its_history_and_lifetime_figures_are_those_that_the_interface_showed()
    {
        OriginalDatabase.Make(Database);
        var (history, lifetime) = (OriginalDatabase.Query(Database, OriginalDatabase.History), OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));

        await SqliteLogs.Open(Database).DisposeAsync();

        // The session without an end is closed, as a recovery would have closed it.
        Assert.Equal(
            history.Prepend("3|1762072801|1762072813.25|12.25|11|53.9|240.8"),
            OriginalDatabase.Query(Database, OriginalDatabase.History));
        Assert.Equal(["63|400|2|1.5|25.5|241.3|0.25"], OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));
        Assert.Equal(["63|400|2|1.5|25.5|241.25|0.25"], lifetime);
    }

    [Fact]
    public async Task It_is_set_aside_byte_for_byte_and_nothing_else_is_left()
    {
        OriginalDatabase.Make(Database);
        var before = File.ReadAllBytes(Database);

        await SqliteLogs.Open(Database).DisposeAsync();

        Assert.Equal(before, File.ReadAllBytes(Aside()));
        Assert.Equal(
            ["metrics.db", "metrics.db.head", "metrics.db.lock", Path.GetFileName(Aside())],
            Directory.GetFiles(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_segment_is_an_event_with_its_own_time_and_origin()
    {
        OriginalDatabase.Make(Database);

        await using var log = SqliteLogs.Open(Database);

        var events = log.Reader.ReadAll().Select(WireReader.Read).ToList();
        Assert.Equal(
            OriginalDatabase.Query(Aside(), "SELECT id, session_id, timestamp, words, text FROM segments ORDER BY id"),
            events.OfType<SegmentImported>().Select(e =>
                FormattableString.Invariant($"{e.Origin.Position}|{e.Session}|{WireTime.ToSeconds(e.At)}|{e.Words}|{e.Text}")));
        Assert.Equal([1L, 2, 3], events.OfType<SessionImported>().Select(e => e.Origin.Session));
        Assert.Single(events.OfType<TotalsImported>());
        Assert.Single(events.OfType<SegmentImported>().Select(e => e.Origin.Log).Distinct());
        Assert.Equal(
            events.Count - 1,
            events.Select(e => (e as SessionImported)?.Origin ?? (e as SegmentImported)?.Origin).OfType<Origin>().Distinct().Count());
    }

    [Fact]
    public async Task No_imported_session_is_the_current_or_the_last_one_and_none_loses_its_number()
    {
        OriginalDatabase.Make(Database);
        await using var log = SqliteLogs.Open(Database);
        var queries = new SessionQueries(Database);
        var state = Fold(log);

        Assert.Null(log.Reader.FindSession(log.Reader.Head, session: null));
        Assert.Null(log.Reader.FindCatchUp(log.Reader.Head, session: null, 10).Session);
        Assert.Null(queries.FindLastSession());
        Assert.Equal((null, default, new SessionId(4)), (state.Session, state.LastSession, state.NextSession));

        log.Append(new SessionStart(new(4), DateTimeOffset.UtcNow), new SessionEnd(new(4), DateTimeOffset.UtcNow));
        Assert.Equal(new SessionId(5), Fold(log).NextSession);
        Assert.Equal(4, queries.FindLastSession()!.Id);
        Assert.Equal([4L, 3, 2, 1], queries.ListSessions(10).Select(session => session.Id));
        Assert.Equal([false, true, true, true], queries.ListSessions(10).Select(session => session.IsImported));
    }

    [Fact]
    public async Task An_imported_session_is_found_by_its_number_with_all_its_segments()
    {
        OriginalDatabase.Make(Database);
        await using var log = SqliteLogs.Open(Database);

        Assert.Equal(new(new(1), 1, 4), log.Reader.FindSession(log.Reader.Head, new SessionId(1)));
        Assert.Equal(new(new(3), 8, 10), log.Reader.FindSession(log.Reader.Head, new SessionId(3)));
        Assert.Null(log.Reader.FindSession(7, new SessionId(3)));
        Assert.Null(log.Reader.FindSession(log.Reader.Head, new SessionId(4)));
        using var queries = new SessionQueries(Database);
        var found = queries.Search("brot", session: null, long.MaxValue, limit: 5, TestContext.Current.CancellationToken);
        Assert.Equal(["käse und brot"], found.Select(each => each.Row.Text));
        using var spoken = queries.OpenSpoken();
        Assert.Equal([SegmentImported.NotKept, SegmentImported.NotKept], spoken.Read(new(2), upTo: long.MaxValue).Select(said => said.Text));
    }

    [Fact]
    public async Task P8_Rows_of_imported_events_are_the_same_when_they_are_made_anew()
    {
        OriginalDatabase.Make(Database);
        await using var log = SqliteLogs.Open(Database);
        var rows = ReadRows();
        using (var comparison = new ReadModelComparison(Database, TimeProvider.System))
        {
            while (comparison.TakeSlice())
            {
            }

            Assert.Empty(comparison.Differences);
        }

        log.RebuildReadModels();

        Assert.Equal(rows, ReadRows());
        Assert.Equal(0, log.ReadModelLag);
    }

    [Fact]
    public async Task What_is_imported_twice_counts_once()
    {
        OriginalDatabase.Make(Database);
        await using var log = SqliteLogs.Open(Database);
        var rows = ReadRows();
        var again = log.Reader.ReadAll().Select(WireReader.Read)
            .Select(e => e switch
            {
                SessionImported session => session with { Session = new(session.Session.Value + 10) },
                SegmentImported segment => segment with { Session = new(segment.Session.Value + 10) },
                _ => e,
            });

        log.Append([.. again.Select(WireWriter.ToAppend)]);
        log.RebuildReadModels();

        Assert.Equal(
            rows.Where(row => !row.StartsWith("totals", StringComparison.Ordinal)),
            ReadRows().Where(row => !row.StartsWith("totals", StringComparison.Ordinal)));
        Assert.Equal(["63|400|2|1.5|25.5|241.3|0.25"], OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));
    }

    [Fact]
    public async Task A_session_that_was_imported_behind_a_newer_one_goes_by_its_start_and_takes_nothing_from_it()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        await using var log = SqliteLogs.Open(Database);
        log.Append(new SessionStart(new(1), start), new StateChange(new(1), start, Phase.Recording));
        log.Append(
            new SessionImported(new(2), start.AddYears(-1), new("a log", 7, 0), start.AddYears(-1).AddMinutes(1), 60, 1, 2, 9, 2, 200),
            new SegmentImported(new(2), start.AddYears(-1).AddSeconds(9), new("a log", 7, 3), 2, 2, 9, 100, 200, "long ago"));
        await Eventually.IsTrueAsync(() => log.ReadModelLag == 0, "the read models are level");

        var state = Fold(log);
        Assert.Equal((new SessionId(1), Phase.Recording, new SessionId(3)), (state.Session, state.Phase, state.NextSession));
        Assert.Equal(new SessionId(1), log.Reader.FindSession(log.Reader.Head, session: null)!.Value.Session);
        Assert.Equal([1L, 2], new SessionQueries(Database).ListSessions(10).Select(session => session.Id));
        Assert.Equal(["2|9|1"], OriginalDatabase.Query(Database, "SELECT total_words, total_characters, total_sessions FROM lifetime_stats"));
    }

    [Fact]
    public async Task A_salvaged_log_keeps_its_imported_sessions_as_they_are()
    {
        OriginalDatabase.Make(Database);
        await using (var log = SqliteLogs.Open(Database))
            log.Append(new SessionStart(new(4), DateTimeOffset.UtcNow), new SessionEnd(new(4), DateTimeOffset.UtcNow));
        var history = OriginalDatabase.Query(Database, OriginalDatabase.History);
        OtherProgram.Overwrite(Database, at: 64, 0xFF);
        OtherProgram.Overwrite(Database, at: 100, 0xFF);

        await using var salvaged = SqliteLogs.Open(Database);

        await Eventually.IsTrueAsync(() => salvaged.ReadModelLag == 0, "the read models are level");
        var events = salvaged.Reader.ReadAll().Select(WireReader.Read).ToList();
        Assert.Single(events.OfType<LogSalvaged>());
        Assert.Equal(3, events.OfType<SessionImported>().Count());
        Assert.Equal(new SessionId(4), Assert.Single(events.OfType<SessionStart>()).Session);
        Assert.Equal(history, OriginalDatabase.Query(Database, OriginalDatabase.History));
    }

    private static DaemonState Fold(SqliteEventLog log) => log.Reader.ReadForFold().Select(WireReader.Read)
        .Aggregate(DaemonState.Initial, (state, next) => state.Apply(next));

    private string Aside() => Assert.Single(Directory.GetFiles(_directory.Path, "metrics.db.original-*"));

    private List<string> ReadRows() =>
    [
        .. Tables.SelectMany(table => OriginalDatabase.Query(Database, $"SELECT '{table}', * FROM {table} ORDER BY id")),
        .. OriginalDatabase.Query(Database, "SELECT 'totals', * FROM imported_totals"),
        .. OriginalDatabase.Query(Database, "SELECT rowid FROM transcripts_fts WHERE transcripts_fts MATCH 'report OR brot OR parser'"),
    ];
}
