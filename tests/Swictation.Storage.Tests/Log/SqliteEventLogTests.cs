using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class SqliteEventLogTests : EventLogContract, IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 21);
    private readonly OpenLog _open = new();

    protected override IEventLog Log => _open.Log;

    protected override IEventLogReader Reader => _open.Log.Reader;

    protected override ICommitNotice Notice => _open.Notice;

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P1_No_reader_sees_an_event_before_it_is_committed()
    {
        using var outside = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);
        using var subscription = _open.Notice.Subscribe(head =>
        {
            Assert.Equal(head, outside.Head);
            Assert.Equal(head, outside.ReadAfter(head - 1).Last);
        });

        for (var i = 0; i < 50; i++) Log.Append(_faker.Transcription(One));

        Assert.Equal(50, outside.Head);
    }

    [Fact]
    public async Task P2_A_failed_transaction_leaves_no_gap_and_the_next_append_works()
    {
        const int DiskFull = 13;
        using var directory = new TemporaryDirectory();
        var inserts = 0;
        await using var log = SqliteEventLog.Open(
            new(directory.File("metrics.db"))
            {
                Durability = Durability.Normal,
                Steps = (step, isDone) =>
                {
                    if (step == LogStep.Insert && !isDone && ++inserts == 4) throw new SqliteException("full", DiskFull);
                },
            },
            new CommitNotice(),
            TimeProvider.System,
            NullLogger.Instance);
        log.Append(_faker.Transcription(One), _faker.Measurement(One));

        var failure = Assert.Throws<EventLogWriteException>(
            () => log.Append(_faker.Transcription(One), _faker.Measurement(One)));

        Assert.Equal(directory.File("metrics.db"), failure.Path);
        Assert.Equal(2, log.Reader.Head);
        Assert.Equal(new(3, 3), log.Append(_faker.Transcription(One)));
        Assert.Equal([1, 2, 3], log.Reader.ReadAll().Select(stored => stored.Sequence));
    }

    [Fact]
    public async Task P2_What_queues_up_during_a_commit_is_committed_together()
    {
        List<long> heads = [];
        using var inCommit = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var subscription = _open.Notice.Subscribe(head =>
        {
            heads.Add(head);
            inCommit.Set();
            goOn.Wait();
        });
        var first = Task.Run(() => Log.Append(_faker.Metrics(null)));
        inCommit.Wait();

        Thread[] threads =
        [
            .. Enumerable.Range(0, 6).Select(seed => new Thread(() => Log.Append(new EventFaker(seed).Metrics(null)))),
        ];
        foreach (var thread in threads) thread.Start();
        Eventually.True(
            () => threads.All(t => t.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), "all threads wait");
        goOn.Set();
        await first;
        foreach (var thread in threads) thread.Join();

        Assert.Equal([1, 7], heads);
    }

    [Theory]
    [InlineData("UPDATE events SET body = '{}' WHERE seq = 1")]
    [InlineData("DELETE FROM events")]
    [InlineData("INSERT OR REPLACE INTO events VALUES (1, NULL, 0, 'x', 1, '{}', NULL, NULL)")]
    public async Task P9_The_database_refuses_updates_and_deletes_of_events(string sql)
    {
        Log.Append(_faker.Transcription(One));
        await _open.Log.DisposeAsync();

        using var connection = SqliteLogs.OpenRaw(_open.Path);
        var refused = Assert.Throws<SqliteException>(() => connection.Execute(sql));

        Assert.Contains("events are never", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_leaves_no_write_ahead_log_and_the_next_opening_goes_on()
    {
        Log.Append([.. _faker.Session(One, segments: 10)]);
        var before = Reader.ReadAll().Select(stored => stored.Body.Text()).ToArray();
        var logId = Reader.LogId;
        await _open.Log.DisposeAsync();

        Assert.False(File.Exists(_open.Path + "-wal"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_open.Path));
        await using var again = SqliteLogs.Open(_open.Path);
        Assert.Equal(logId, again.Reader.LogId);
        Assert.Equal(before, again.Reader.ReadAll().Select(stored => stored.Body.Text()));
        Assert.Equal(before.Length + 1, again.Append(_faker.Metrics(null)).First);
        Assert.Throws<ObjectDisposedException>(() => Log.Append(_faker.Metrics(null)));
    }

    [Fact]
    public void Bodies_of_more_than_one_line_are_refused()
    {
        var broken = new EventToAppend(null, 0, StateChange.TypeName, 1, "{\n}"u8.ToArray());

        Assert.Throws<ArgumentException>(() => Log.Append([broken]));
    }
}
