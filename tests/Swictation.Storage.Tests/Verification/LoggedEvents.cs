using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Verification;

/// <summary>A log of sessions of which each has one transcription among metrics; opened when it is first written to, to be closed, forged and verified.</summary>
internal sealed class LoggedEvents : IAsyncDisposable
{
    /// <summary>As many events as <see cref="RecordAsync"/> writes.</summary>
    public const int Count = 1_000;

    private readonly TemporaryDirectory _directory = new();
    private SqliteEventLog? _log;

    public EventFaker Faker { get; } = new(seed: 83);

    public string Path => _directory.File("metrics.db");

    public SqliteEventLog Log => _log ??= SqliteLogs.Open(Path);

    public string File(string name) => _directory.File(name);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _directory.Dispose();
    }

    public VerifiedLog Verify(VerificationOrder? order = null) =>
        LogVerification.Run(Path, order ?? new(), TimeProvider.System, TestContext.Current.CancellationToken);

    public void AssertFound(LogProblemKind kind, long first, long last) => Assert.Contains(
        Verify().Problems, problem => problem.Kind == kind && problem.First == first && problem.Last == last);

    public void Forge(Action<Forger> forgery)
    {
        using var forger = new Forger(Path);
        forgery(forger);
    }

    public async Task RecordAsync()
    {
        Fill(Count);
        await CloseAsync();
    }

    /// <summary>Appends a session's start and what follows it: one transcription in ten, metrics between.</summary>
    public void Fill(int events)
    {
        List<EventToAppend> batch = [];
        for (var i = 0; i < events; i++)
        {
            SessionEvent next = i == 0 ? new SessionStart(new(1), DateTimeOffset.UnixEpoch.AddYears(56))
                : i % 10 == 5 ? Faker.Transcription(new(1))
                : Faker.Metrics(new(1));
            batch.Add(WireWriter.ToAppend(next));
        }

        Log.Append([.. batch]);
    }

    public void Remove(params (long First, long Last)[] ranges)
    {
        var removed = ranges.Select(range => new RemovedRange(range.First, range.Last, RemovalReason.Retention)).ToArray();
        Log.Remove(removed, new EventsRemoved(
            DateTimeOffset.UnixEpoch, removed[0].First, removed[^1].Last, removed.Sum(range => range.Last - range.First + 1),
            RemovalReason.Retention, MetricsUpdate.TypeName));
    }

    public long FirstTranscription()
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long>("SELECT min(seq) FROM events WHERE type = 'transcription';");
    }

    public async Task CopyAsync(string name)
    {
        await using var from = System.IO.File.OpenRead(Path);
        await using var to = System.IO.File.Create(_directory.File(name));
        await from.CopyToAsync(to);
    }

    public async Task CloseAsync()
    {
        if (_log is not null) await _log.DisposeAsync();
        _log = null;
    }
}
