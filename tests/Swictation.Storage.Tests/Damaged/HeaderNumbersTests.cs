using Dapper;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>The two numbers in the header that say whose a database is and of which version: nothing protects them.</summary>
public sealed class HeaderNumbersTests(RecordedDatabase recorded) : IClassFixture<RecordedDatabase>, IDisposable
{
    private const int ApplicationIdAt = 68;
    private const int VersionAt = 60;

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData(ApplicationIdAt, 7)]
    [InlineData(ApplicationIdAt + 3, 0)]
    [InlineData(VersionAt, 6)]
    [InlineData(VersionAt, 7)]
    [InlineData(VersionAt + 3, 0)]
    [InlineData(VersionAt + 3, 1)]
    [InlineData(VersionAt + 3, 2)]
    [InlineData(VersionAt + 3, 3)]
    [InlineData(VersionAt + 3, 4)]
    public async Task A_flipped_bit_is_damage_and_costs_no_event(int at, int bit)
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        Flip(path, at, bit);

        SqliteEventLog.EnsureUsable(path);
        await using var log = SqliteLogs.Open(path);
        var events = log.Reader.ReadAll();

        Assert.Equal(recorded.Events, events.SkipLast(1).Select(RecordedDatabase.Describe));
        Assert.Equal(recorded.LogId, Assert.IsType<LogSalvaged>(WireReader.Read(events[^1])).LogId);
        Assert.Single(Directory.EnumerateFiles(_directory.Path, "metrics.db.damaged-*"), name => name[^4] != '-');
    }

    [Theory]
    [InlineData(ApplicationIdAt + 3, 0)]
    [InlineData(VersionAt + 3, 6)]
    public void Who_reads_is_told_to_start_the_daemon(int at, int bit)
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        Flip(path, at, bit);

        var refused = Assert.Throws<DatabaseOpenException>(
            () => SqliteEventLogReader.OpenReadOnly(path, TimeProvider.System));

        Assert.Contains("start the daemon on it", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_application_is_refused_though_a_daemon_has_recorded_there()
    {
        var path = _directory.File("metrics.db");
        using (var other = SqliteLogs.OpenRaw(path)) other.Execute("CREATE TABLE events (seq INTEGER PRIMARY KEY);");
        File.WriteAllText(path + ".lock", "");
        var before = _directory.Snapshot();

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(path));

        Assert.Contains("another application", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(before, _directory.Snapshot());
    }

    public void Dispose() => _directory.Dispose();

    private static void Flip(string path, int at, int bit)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= (byte)(1 << bit);
        File.WriteAllBytes(path, bytes);
    }
}
