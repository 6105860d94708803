using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

/// <summary>Reading from outside the daemon, while it records and after it was killed.</summary>
[Trait("Category", "Package")]
public sealed class OutsideReaderTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 23);
    private readonly TemporaryDirectory _directory = new();
    private readonly OpenLog _open = new();

    public async ValueTask DisposeAsync()
    {
        await _open.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task P10_Reading_from_outside_is_safe_while_the_daemon_records()
    {
        _open.Log.Append(_faker.Transcription(One));
        using var done = new CancellationTokenSource();
        var recording = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) _open.Log.Append(_faker.Transcription(One));
        });
        using var reader = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);

        for (var round = 0; round < 20; round++)
        {
            var all = reader.ReadAll();
            Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(stored => stored.Sequence));
            Assert.Equal(1, connection.ExecuteScalar<long>("SELECT count(*) = max(seq) FROM events;"));
            Assert.Equal("1", RunSqlite("SELECT count(*) = max(seq) FROM events;"));
        }

        await done.CancelAsync();
        await recording;
    }

    [Fact]
    public async Task A_reader_outside_is_woken_by_what_the_daemon_commits()
    {
        using var reader = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);
        var waiting = reader.WaitForMoreAsync(0, CancellationToken.None);

        _open.Log.Append(_faker.Metrics(null));

        await waiting.AsTask().WaitAsync(LineClient.Deadline);
        Assert.Equal(1, reader.ReadAfter(0).Last);
        Assert.False(reader.TryReadRecent(0, out _));
        Assert.Equal(_open.Log.Reader.LogId, reader.LogId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void P10_What_a_killed_daemon_left_is_readable_and_not_modified(bool withIndex)
    {
        for (var i = 0; i < 300; i++) _open.Log.Append(_faker.Transcription(One));
        var left = _directory.File("metrics.db");
        OtherProgram.Copy(_open.Path, left);
        OtherProgram.Copy(_open.Path + "-wal", left + "-wal");
        if (withIndex) OtherProgram.Copy(_open.Path + "-shm", left + "-shm");
        var before = Durable();

        using (var reader = SqliteEventLogReader.OpenReadOnly(left, TimeProvider.System))
        {
            Assert.Equal(300, reader.Head);
            Assert.Equal(300, reader.ReadAll().Count);
            Assert.Equal(300, reader.FindCatchUp(300, One, 10).UpTo);
        }

        Assert.Equal(before, Durable());
    }

    [Fact]
    public async Task What_a_killed_daemon_left_is_recorded_on()
    {
        for (var i = 0; i < 300; i++) _open.Log.Append(_faker.Transcription(One));
        var left = _directory.File("metrics.db");
        OtherProgram.Copy(_open.Path, left);
        OtherProgram.Copy(_open.Path + "-wal", left + "-wal");

        await using var log = SqliteLogs.Open(left);

        Assert.Equal(301, log.Append(_faker.Transcription(One)).First);
        Assert.Equal(
            _open.Log.Reader.ReadAll().Select(stored => stored.Body.Text()),
            log.Reader.ReadAll().Take(300).Select(stored => stored.Body.Text()));
    }

    /// <summary>
    /// The index of the write-ahead log, -shm, is no part of the data: every reader may write its locks there.
    /// </summary>
    private Dictionary<string, string> Durable() => _directory.Snapshot()
        .Where(file => !file.Key.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary();

    private string RunSqlite(string sql)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", ["-readonly", "-cmd", ".timeout 10000", _open.Path, sql])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }
}
