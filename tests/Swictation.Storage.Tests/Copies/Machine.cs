using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Copies;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.ReadModels;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Copies;

/// <summary>A log as one machine has it, in a directory of its own. Opened for each thing that is done to it.</summary>
public sealed class Machine(int seed) : IDisposable
{
    // What a user sees of a session, but for the number that it has here.
    private const string Sessions =
        """
        SELECT s.start_us || '|' || s.end_us || '|' || coalesce(s.end_reason, '') || '|' || s.segments || '|' || s.words_dictated || '|'
            || s.characters || '|' || s.spoken_us || '|' || s.paused_us || '|' || s.latency_us || '|' || s.wpm || '|'
            || coalesce((SELECT recogniser FROM recognisers AS r WHERE r.session_id = s.id ORDER BY r.id DESC LIMIT 1), '') || '|'
            || coalesce((
                SELECT group_concat(t.spoken_at || ' ' || t.recognised_at || ' ' || t.text || ' ' || t.words || ' ' || t.wpm || ' ' || t.latency_ms || ' '
                    || coalesce(t.confidence, '-') || ' ' || t.off_the_record, ' / ')
                FROM (SELECT * FROM transcripts WHERE session_id = s.id ORDER BY seq) AS t), '')
        FROM sessions AS s
        ORDER BY s.start_us;
        """;

    private readonly EventFaker _faker = new(seed);
    private readonly TemporaryDirectory _directory = new();

    public string Directory => _directory.Path;

    public string Path => File("metrics.db");

    public string File(string name) => _directory.File(name);

    public SqliteEventLog Open(StepObserver? steps = null) => SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal, Steps = steps }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);

    /// <summary>Records whole sessions.</summary>
    public async Task RecordAsync(params int[] sessions)
    {
        await using var log = Open();
        foreach (var session in sessions) log.Append([.. _faker.Session(new(session), segments: 6)]);
    }

    /// <summary>Records a session with one sentence, and returns its position.</summary>
    public async Task<long> SayAsync(int session, string text, bool ends = true)
    {
        await using var log = Open();
        var id = new SessionId(session);
        var said = _faker.Transcription(id) with { Text = text, Words = text.Split(' ').Length };
        log.Append(new SessionStart(id, said.At.AddSeconds(-9)), new RecogniserChanged(id, said.At.AddSeconds(-9), new Recogniser("whisper", "tiny")));
        var position = log.Append(said, new SegmentMeasured(id, said.At, 1.5, 2.25, 3, 4, new(0.875, [0.75, 1]))).First;
        if (ends) log.Append(new SessionEnd(id, said.At.AddSeconds(1)));
        return position;
    }

    public async Task ForgetAsync(string words)
    {
        await using var log = Open();
        log.Forget(new(log.Reader.Head, Words: words), files: []);
        await Eventually.IsTrueAsync(() => !log.IsForgetting, "nothing is left");
    }

    /// <summary>Takes a sentence and its measurement out of the log.</summary>
    public Task ForgetEntirelyAsync(long position) =>
        ForgetAsync(new ForgettingSelection(long.MaxValue, Positions: [new(position, position)], Extent: ForgettingExtent.Event));

    public async Task ForgetAsync(ForgettingSelection wanted)
    {
        await using var log = Open();
        log.Forget(wanted with { UpTo = log.Reader.Head }, files: []);
        await Eventually.IsTrueAsync(() => !log.IsForgetting && log.ReadModelLag == 0, "nothing is left");
    }

    public Task<BackupReport> BackUpAsync(string to, DateTimeOffset? since = null) =>
        new LogBackup(Path, TimeProvider.System, NullLogger.Instance).MakeAsync(new(to, since), CancellationToken.None);

    public Task<RestoreReport> RestoreAsync(string from, StepObserver? steps = null, bool isTrusted = false) =>
        new LogRestore(Path, TimeProvider.System, NullLogger.Instance, steps).RunAsync(from, isTrusted, CancellationToken.None);

    public Task<ImportReport> ImportAsync(string from, StepObserver? steps = null) =>
        new LogImport(Path, TimeProvider.System, NullLogger.Instance, steps).RunAsync(from, CancellationToken.None);

    public List<string> ReadSessions() => Query(Sessions);

    public List<string> Query(string sql) => Query(Path, sql);

    public static List<string> Query(string path, string sql)
    {
        using var connection = SqliteLogs.OpenRaw(path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly);
        return [.. connection.Query(sql).Select(row => string.Join("|", ((IDictionary<string, object?>)row).Values))];
    }

    public string Texts() => string.Join("\n", Query("SELECT text FROM transcripts ORDER BY seq"));

    /// <summary>Promise P8.</summary>
    public void AssertReadModelsAreRight()
    {
        using var comparison = new ReadModelComparison(Path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
            // Slice by slice.
        }

        Assert.Empty(comparison.Differences);
    }

    public void Dispose() => _directory.Dispose();
}
