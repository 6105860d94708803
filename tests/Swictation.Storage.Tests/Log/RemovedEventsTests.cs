using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class RemovedEventsTests : IAsyncDisposable
{
    private readonly EventFaker _faker = new(seed: 18);
    private readonly OpenLog _open = new();

    private SqliteEventLog Log => _open.Log;

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P9_What_is_left_is_read_in_order_with_the_ranges_and_the_event_that_says_so()
    {
        Fill(20);

        var receipt = Remove((3, 5), (6, 6), (11, 19));

        Assert.Equal([1, 2, 7, 8, 9, 10, 20, 21], Positions(Log.Reader));
        Assert.Equal(21, receipt.Last);
        var page = Log.Reader.ReadAfter(0);
        Assert.Equal([(3, 5), (6, 6), (11, 19)], page.Removed.ToArray().Select(range => ((int)range.First, (int)range.Last)));
        Assert.IsType<EventsRemoved>(WireReader.Read(Log.Reader.ReadAt(21)));
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(4, 7)]
    [InlineData(6, 7)]
    [InlineData(15, 20)]
    public void P9_Every_position_can_be_read_from(long after, long next)
    {
        Fill(20);
        Remove((3, 5), (6, 6), (11, 19));

        Assert.Equal(next, Log.Reader.ReadAfter(after).Entries[0].Sequence);
        Assert.Equal(next, Log.Reader.ReadStored(after).Entries[0].Sequence);
    }

    [Fact]
    public void P2_Positions_of_removed_events_are_never_given_again()
    {
        Fill(20);
        Remove((11, 20));

        var next = Log.Append(_faker.Metrics(null));

        Assert.Equal(new(22, 22), next);
        Assert.Equal([21, 22], Positions(Log.Reader, after: 10));
    }

    [Fact]
    public async Task P9_A_log_with_gaps_opens_again_as_it_was()
    {
        Fill(600);
        Remove((2, 299), (301, 599));
        await Log.DisposeAsync();

        await using var again = SqliteLogs.Open(_open.Path);
        using var outside = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);

        Assert.Equal([1, 300, 600, 601], Positions(again.Reader));
        Assert.Equal([1, 300, 600, 601], Positions(outside));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(_open.Path)!, "*damaged*"));
    }

    [Theory]
    [InlineData("INSERT INTO removed_events (first, last, reason, event) VALUES (1, 2, 'retention', 20);")]
    [InlineData("UPDATE removed_events SET last = 6;")]
    [InlineData("DELETE FROM removed_events;")]
    [InlineData("INSERT OR REPLACE INTO removed_events (first, last, reason, event) VALUES (3, 9, 'retention', 20);")]
    public void P9_Nobody_else_says_what_was_removed(string statement)
    {
        Fill(20);
        Remove((3, 5));
        using var other = SqliteLogs.OpenRaw(_open.Path);

        var refused = Assert.Throws<SqliteException>(() => other.Execute(statement));

        Assert.Contains("removed_events is never written to", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P9_An_event_that_is_missing_without_a_word_is_damage()
    {
        Fill(600);
        Remove((3, 5));
        await Log.DisposeAsync();
        using (var other = SqliteLogs.OpenRaw(_open.Path))
        {
            other.Execute("DROP TRIGGER events_refuse_delete; DELETE FROM events WHERE seq = 6;");
            other.Execute("CREATE TRIGGER events_refuse_delete\nBEFORE DELETE ON events\nBEGIN\n    SELECT RAISE(ABORT, 'events are never deleted');\nEND;");
        }

        using var reader = SqliteEventLogReader.OpenReadOnly(_open.Path, TimeProvider.System);

        Assert.Equal(2, reader.ReadAfter(0).Last);
        Assert.Throws<EventLogDamagedException>(() => { reader.ReadAfter(2); });
    }

    [Fact]
    public async Task P9_Where_a_log_is_salvaged_removed_events_are_not_lost_and_do_not_come_back()
    {
        Fill(200);
        Remove((3, 50), (101, 150));
        await Log.DisposeAsync();
        using (var file = File.OpenWrite(_open.Path)) file.Write(new byte[100]);

        await using var salvaged = SqliteLogs.Open(_open.Path);

        var events = salvaged.Reader.ReadAll();
        var told = Assert.IsType<LogSalvaged>(WireReader.Read(events[^1]));
        Assert.Equal((103, 0), (told.Kept, told.Lost));
        Assert.Equal(104, events.Count);
    }

    [Fact]
    public void P9_What_is_removed_leaves_memory_too()
    {
        Fill(20);
        Assert.True(Log.Reader.TryReadRecent(0, out _));

        Remove((3, 5));

        Assert.False(Log.Reader.TryReadRecent(2, out _));
        Log.Append(_faker.Metrics(null));
        Assert.True(Log.Reader.TryReadRecent(21, out var recent));
        Assert.Equal(22, recent.Last);
    }

    private void Fill(int events)
    {
        for (var i = 0; i < events; i++) Log.Append(_faker.Metrics(null));
    }

    private AppendReceipt Remove(params (long First, long Last)[] ranges)
    {
        var removed = ranges.Select(range => new RemovedRange(range.First, range.Last, RemovalReason.Retention)).ToArray();
        var saying = new EventsRemoved(
            DateTimeOffset.UnixEpoch, removed[0].First, removed[^1].Last, removed.Sum(range => range.Last - range.First + 1),
            RemovalReason.Retention, MetricsUpdate.TypeName);
        return Log.Remove(removed, saying);
    }

    private static List<int> Positions(IEventLogReader reader, long after = 0) =>
        [.. reader.EventsAfter(after).Select(stored => (int)stored.Sequence)];
}
