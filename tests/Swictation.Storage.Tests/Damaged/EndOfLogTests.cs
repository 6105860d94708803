using Dapper;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>Damage that makes a log look shorter than it was, and whole.</summary>
public sealed class EndOfLogTests(RecordedDatabase recorded) : IClassFixture<RecordedDatabase>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private int Recorded => recorded.Events.Count;

    // With nothing beside it that says how long the log was.
    [Theory]
    [InlineData("CREATE ")]
    [InlineData("\"type\":\"session_start\"")]
    public async Task P2_A_page_over_that_of_the_newest_events_makes_no_old_event_the_last_one(string text)
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        File.Delete(path + ".head");
        var database = File.ReadAllBytes(path);
        var pages = DatabasePages.Of(database);
        var newest = pages.FindNewest(database, "\"timestamp\"");
        var other = pages.FindNewest(database.AsSpan(0, newest * pages.Size), text);
        pages.Copy(database, other, newest);
        File.WriteAllBytes(path, database);

        await using var log = SqliteLogs.Open(path);

        var events = log.Reader.ReadAll();
        var salvaged = Assert.IsType<LogSalvaged>(WireReader.Read(events[^1]));
        Assert.Equal(recorded.LogId, salvaged.LogId);
        Assert.NotEqual(recorded.LogId, log.Reader.LogId);
        Assert.Equal(recorded.Events.Take((int)salvaged.Kept), events.Take((int)salvaged.Kept).Select(RecordedDatabase.Describe));
        Assert.InRange(salvaged.Kept, Recorded - 60, Recorded - 1);
        Assert.Equal(events.Count + 1, log.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle)).First);
    }

    [Fact]
    public async Task P2_A_write_ahead_log_that_is_gone_is_told_with_how_many_events_are_missing()
    {
        var path = recorded.CopyTo(_directory);
        var head = await KeepAsync(path);
        foreach (var suffix in new[] { "-wal", "-shm" }) File.Delete(path + suffix);

        await using var log = SqliteLogs.Open(path);

        var events = log.Reader.ReadAll();
        var salvaged = Assert.IsType<LogSalvaged>(WireReader.Read(events[^1]));
        var kept = (int)salvaged.Kept;
        Assert.Equal(recorded.Events.Take(kept), events.Take(kept).Select(RecordedDatabase.Describe));
        Assert.Equal(head - kept, salvaged.Lost);
        Assert.Equal(recorded.LogId, salvaged.LogId);
        Assert.NotEqual(recorded.LogId, log.Reader.LogId);
        Assert.Contains("are missing at least", salvaged.Reason.Words, StringComparison.Ordinal);
        Assert.Equal(
            new EventsLost(default, kept + 1, head), WireReader.Read(events[^2]) with { At = default });
    }

    [Fact]
    public async Task P2_A_write_ahead_log_that_ends_early_between_two_commits_is_told()
    {
        var path = recorded.CopyTo(_directory);
        var head = await KeepAsync(path);
        File.Delete(path + "-shm");
        using (var wal = File.OpenWrite(path + "-wal")) wal.SetLength(32 + (20 * (24 + DatabasePages.Of(path).Size)));

        await using var log = SqliteLogs.Open(path);

        var salvaged = Assert.IsType<LogSalvaged>(WireReader.Read(log.Reader.ReadAll()[^1]));
        Assert.Equal(head, salvaged.Kept + salvaged.Lost);
        Assert.True(salvaged.Lost > 0);
    }

    [Fact]
    public async Task An_empty_file_in_the_place_of_a_log_is_told()
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        File.WriteAllBytes(path, []);

        await using var log = SqliteLogs.Open(path);

        var salvaged = Assert.IsType<LogSalvaged>(WireReader.Read(log.Reader.ReadAll()[^1]));
        Assert.Equal((0, Recorded, recorded.LogId), (salvaged.Kept, salvaged.Lost, salvaged.LogId));
    }

    // An older copy, which another version has gone on with.
    [Fact]
    public async Task P2_A_log_that_has_other_events_at_the_same_positions_is_another_log()
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        var head = File.ReadAllBytes(path + ".head");
        using (var connection = SqliteLogs.OpenRaw(path))
        {
            Guards.SwitchOff(connection);
            connection.Execute(
                """
                DELETE FROM events WHERE seq = (SELECT max(seq) FROM events);
                UPDATE read_model_checkpoint SET seq = 0;
                DELETE FROM segments;
                DELETE FROM sessions;
                """);
        }

        File.Delete(path + ".head");
        await using (var log = SqliteLogs.Open(path))
        {
            Assert.Equal(recorded.LogId, log.Reader.LogId);
            log.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Error));
        }

        File.WriteAllBytes(path + ".head", head);
        await using var other = SqliteLogs.Open(path);

        Assert.NotEqual(recorded.LogId, other.Reader.LogId);
        Assert.Equal(LogSalvaged.TypeName, other.Reader.ReadAll()[^1].Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef 9999 00000000 00000000\n")]
    public async Task What_cannot_be_believed_beside_a_log_is_not(string head)
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        File.WriteAllText(path + ".head", head);

        await using var log = SqliteLogs.Open(path);

        Assert.Equal(recorded.LogId, log.Reader.LogId);
    }

    [Fact]
    public async Task The_head_of_another_log_says_nothing_about_this_one()
    {
        using var elsewhere = new TemporaryDirectory();
        await using (var other = SqliteLogs.Open(elsewhere.File("metrics.db")))
            other.Append(Enumerable.Repeat(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle), 2_000).ToArray<SessionEvent>());
        var path = recorded.CopyTo(_directory, isClosed: true);
        File.Copy(elsewhere.File("metrics.db.head"), path + ".head", overwrite: true);

        await using (var log = SqliteLogs.Open(path)) Assert.Equal(recorded.LogId, log.Reader.LogId);

        Assert.StartsWith($"{recorded.LogId} {Recorded} ", await File.ReadAllTextAsync(path + ".head"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    // As the daemon that was killed had kept it: the file may be older than its last event.
    private async Task<long> KeepAsync(string path)
    {
        using var elsewhere = new TemporaryDirectory();
        await using var log = SqliteLogs.Open(recorded.CopyTo(elsewhere));
        await log.DisposeAsync();
        File.Copy(elsewhere.File("metrics.db.head"), path + ".head", overwrite: true);
        return Recorded;
    }
}
