using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Salvage;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

public class SalvageTests(RecordedDatabase recorded) : IClassFixture<RecordedDatabase>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Without_the_headers_of_both_files_every_event_is_still_read()
    {
        var path = recorded.CopyTo(_directory);
        Overwrite(path, 0, new byte[100]);
        Overwrite(path + "-wal", 0, new byte[32]);

        await using var log = SqliteLogs.Open(path);
        var events = log.Reader.ReadAll();

        Assert.Equal(recorded.Events, events.SkipLast(1).Select(RecordedDatabase.Describe));
        Assert.Equal(LogSalvaged.TypeName, events[^1].Type);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    // In the pages, where SQLite cannot read it any more; and beside them, where they do not have it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Which_log_it_was_is_told_wherever_that_still_stands(bool isInPages)
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        var name = File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(recorded.LogId));
        Overwrite(path, 0, new byte[100]);
        if (isInPages) File.Delete(path + ".head");
        else Overwrite(path, name, new byte[32]);

        await using var log = SqliteLogs.Open(path);

        var salvaged = Assert.IsType<LogSalvaged>(WireReader.Read(log.Reader.ReadAll()[^1]));
        Assert.Equal((recorded.LogId, recorded.Events.Count), (salvaged.LogId, salvaged.Kept));
    }

    [Fact]
    public async Task What_is_made_again_in_a_log_is_made_again_in_none_that_is_damaged()
    {
        var path = recorded.CopyTo(_directory, isClosed: true);
        byte[] newest;
        using (var other = SqliteLogs.OpenRaw(path))
        {
            other.Execute("DROP VIEW lifetime_stats;");
            newest = other.QuerySingle<byte[]>("SELECT CAST(body AS BLOB) FROM events ORDER BY seq DESC LIMIT 1;");
        }

        Overwrite(path, File.ReadAllBytes(path).AsSpan().IndexOf(newest) + newest.Length - 2, "#"u8.ToArray());
        var damaged = File.ReadAllBytes(path);

        await using var log = SqliteLogs.Open(path);

        var aside = Directory.GetFiles(_directory.Path, "*.damaged-*").Order().ToList();
        Assert.Equal(damaged, File.ReadAllBytes(aside[0]));
        Assert.Empty(File.ReadAllBytes(Assert.Single(aside, file => file.EndsWith("-wal", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Behind_a_damaged_frame_of_the_write_ahead_log_every_event_is_still_read()
    {
        var path = recorded.CopyTo(_directory);
        Overwrite(path + "-wal", 32 + 5, [0xFF, 0xFF]);

        await using var log = SqliteLogs.Open(path);

        Assert.Equal(recorded.Events, log.Reader.ReadAll().SkipLast(1).Select(RecordedDatabase.Describe));
    }

    [Fact]
    public async Task P2_A_write_ahead_log_that_has_lost_its_end_makes_another_log()
    {
        var path = recorded.CopyTo(_directory);
        using (var wal = File.OpenWrite(path + "-wal")) wal.SetLength(wal.Length / 2);

        await using var log = SqliteLogs.Open(path);
        var events = log.Reader.ReadAll();

        Assert.NotEqual(recorded.LogId, log.Reader.LogId);
        // How many are missing it says only if the file of the log's end was already written while they were recorded.
        var kept = events.SkipLast(1).Where(stored => stored.Type != EventsLost.TypeName).ToList();
        Assert.InRange(kept.Count, 100, recorded.Events.Count - 1);
        Assert.Equal(recorded.Events.Take(kept.Count), kept.Select(RecordedDatabase.Describe));
        Assert.Contains("frames", ((LogSalvaged)WireReader.Read(events[^1])).Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_text_that_cannot_be_opened_costs_no_event()
    {
        var path = recorded.CopyTo(_directory);
        using (var connection = SqliteLogs.OpenRaw(path)) connection.Execute("DELETE FROM transcripts_fts_config;");

        await using var log = SqliteLogs.Open(path);

        Assert.Equal(recorded.Events, log.Reader.ReadAll().SkipLast(1).Select(RecordedDatabase.Describe));
        Assert.Contains("fts5", ((LogSalvaged)WireReader.Read(log.Reader.ReadAll()[^1])).Reason.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_kill_leaves_is_no_damage()
    {
        var path = recorded.CopyTo(_directory);
        File.AppendAllText(path + "-wal", new string('x', 3000));

        await using var log = SqliteLogs.Open(path);

        Assert.Equal(recorded.LogId, log.Reader.LogId);
        Assert.Equal(recorded.Events, log.Reader.ReadAll().Select(RecordedDatabase.Describe));
    }

    [Fact]
    public async Task P9_A_log_without_the_triggers_that_guard_it_is_damaged()
    {
        var path = recorded.CopyTo(_directory);
        using (var connection = SqliteLogs.OpenRaw(path)) connection.Execute("DROP TRIGGER events_refuse_delete;");

        await using var log = SqliteLogs.Open(path);

        Assert.Equal(recorded.Events, log.Reader.ReadAll().SkipLast(1).Select(RecordedDatabase.Describe));
        using var salvaged = SqliteLogs.OpenRaw(path);
        Assert.ThrowsAny<Exception>(() => salvaged.Execute("DELETE FROM events;"));
    }

    [Fact]
    public async Task Events_from_before_there_were_checksums_are_kept()
    {
        var path = _directory.File("old.db");
        using (var old = SqliteLogs.OpenRaw(path))
        {
            new Migrator([.. Migration.Embedded.Take(2)], NullLogger.Instance).Upgrade(old);
            old.Execute(
                """
                INSERT INTO events (seq, session_id, at_us, type, version, body)
                VALUES (1, NULL, 5, 'state_change', 1, '{"type":"state_change","state":"idle","timestamp":0.0}');
                """);
        }

        await using (var log = SqliteLogs.Open(path))
        {
            Assert.Equal(2, log.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle)).First);
            Assert.Equal(2, log.Reader.ReadAll().Count);
        }

        Overwrite(path, 0, new byte[100]);
        await using var salvaged = SqliteLogs.Open(path);
        Assert.Equal(3, salvaged.Reader.ReadAll().Count);
    }

    [Fact]
    public void A_file_that_is_no_database_and_never_was_is_refused()
    {
        var path = _directory.File("diary.txt");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("dear diary\n", 500)));

        Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(path));
        Assert.Single(_directory.Snapshot());
    }

    [Fact]
    public void Sessions_get_the_bounds_that_were_lost()
    {
        var faker = new EventFaker(seed: 3);
        var one = faker.Session(new(1), segments: 2).ToArray();
        var two = faker.Session(new(2), segments: 2).ToArray();
        var three = faker.Session(new(3), segments: 2).ToArray();
        SessionEvent[] all = [.. one, .. two, .. three];
        var lost = new[] { one.Length - 2, one.Length - 1, one.Length, one.Length + 1 };
        var salvaged = new SalvagedLog();

        var written = salvaged.Write(all.Select(Store).Where((_, index) => !lost.Contains(index)), default).ToList();

        var bounds = written.Where(e => e.Type == SessionStart.TypeName || e.Type == SessionEnd.TypeName)
            .Select(e => (e.Type.Name, e.Session!.Value.Value));
        Assert.Equal(
            [
                ("session_start", 1), ("session_end", 1), ("session_start", 2), ("session_end", 2),
                ("session_start", 3), ("session_end", 3),
            ],
            bounds);
        Assert.Equal((all.Length - 4, 4), (salvaged.Kept, salvaged.Lost));

        StoredEvent Store(SessionEvent recordedEvent, int index)
        {
            var e = WireWriter.ToAppend(recordedEvent);
            return new(index + 1, e.Session, e.AtMicroseconds, e.Type, e.Version, e.Body);
        }
    }

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private static void Overwrite(string path, long at, byte[] bytes)
    {
        using var file = File.OpenWrite(path);
        file.Position = at;
        file.Write(bytes);
    }
}
