using Dapper;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>A database that turns out to be damaged when something is appended: salvaged while the log is open.</summary>
public sealed class HealingTests : IDisposable
{
    private const int Recorded = 40;

    // As another program does it that writes to the database: the next position is taken.
    private const string TakeThePosition =
        """
        DROP TRIGGER guard_events_insert;
        INSERT INTO events (seq, at_us, type, version, body) SELECT max(seq) + 1, 0, 'x', 1, '{}' FROM events;
        """;

    private readonly EventFaker _faker = new(seed: 47);
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _said = new();
    private readonly FakeClock _time = new();

    private string Database => _directory.File("metrics.db");

    [Theory]
    [InlineData(TakeThePosition)]
    [InlineData("DROP TABLE events;")]
    [InlineData("ALTER TABLE events RENAME COLUMN checksum TO sum;")]
    public async Task P2_An_impossible_answer_has_the_log_salvaged_while_it_is_open(string damage)
    {
        await using var log = Open();
        var recorded = Record(log);
        var logId = log.Reader.LogId;
        Execute(damage);

        Assert.Throws<EventLogWriteException>(() => log.Append(_faker.Transcription(new(1))));
        var position = Retry(log, _faker.Transcription(new(1)));

        var events = log.Reader.ReadAll();
        Assert.Equal(recorded, events.Take(Recorded).Select(RecordedDatabase.Describe));
        var salvaged = Assert.Single(events.Select(WireReader.Read).OfType<LogSalvaged>());
        Assert.Equal((Recorded, 0, logId), (salvaged.Kept, salvaged.Lost, salvaged.LogId));
        Assert.Equal((Recorded + 2, Recorded + 2), (position, log.Reader.Head));
        Assert.NotEqual(logId, log.Reader.LogId);
        Assert.Equal(log.Reader.LogId, log.Current.LogId);
        Assert.Single(Directory.EnumerateFiles(_directory.Path, "metrics.db.damaged-*"), name => name[^4] != '-');
    }

    [Fact]
    public async Task P2_Several_events_are_not_stored_where_a_position_behind_them_is_taken()
    {
        await using var log = Open();
        var recorded = Record(log);
        Execute(TakeThePosition.Replace("+ 1", "+ 9", StringComparison.Ordinal));

        Assert.Throws<EventLogWriteException>(
            () => log.Append([.. Enumerable.Range(0, 3).Select(_ => WireWriter.ToAppend(_faker.Transcription(new(1))))]));
        Retry(log, _faker.Transcription(new(1)));

        var events = log.Reader.ReadAll();
        Assert.Equal(recorded, events.Take(Recorded).Select(RecordedDatabase.Describe));
        Assert.Single(events.Skip(Recorded).Select(WireReader.Read).OfType<Transcription>());
    }

    [Fact]
    public async Task What_the_disk_has_lost_of_the_newest_events_is_taken_from_memory()
    {
        await using var log = Open();
        var recorded = Record(log);
        Execute("DROP TRIGGER events_refuse_delete; DELETE FROM events; PRAGMA wal_checkpoint(TRUNCATE); VACUUM;");
        Execute(TakeThePosition.Replace("max(seq) + 1", $"{Recorded + 1}", StringComparison.Ordinal));

        Retry(log, _faker.Transcription(new(1)));

        Assert.Equal(recorded, log.Reader.ReadAll().Take(Recorded).Select(RecordedDatabase.Describe));
    }

    [Fact]
    public async Task P4_Who_reads_the_old_log_reads_it_to_its_end()
    {
        await using var log = Open();
        var recorded = Record(log);
        var old = log.Reader;
        Execute(TakeThePosition);
        var heard = 0;
        log.Replaced += () => heard++;

        Retry(log, _faker.Transcription(new(1)));

        Assert.Equal(1, heard);
        Assert.NotSame(old, log.Reader);
        Assert.Equal(Recorded, old.Head);
        Assert.Equal(recorded, old.ReadAll().Select(RecordedDatabase.Describe));
        Assert.Equal(recorded[0], RecordedDatabase.Describe(old.ReadStored(0)[0]));
    }

    [Fact]
    public async Task P14_No_second_daemon_can_record_meanwhile_or_afterwards()
    {
        await using var log = Open();
        Record(log);
        Execute(TakeThePosition);
        var refused = 0;
        log.Replaced += () => refused += Assert.Throws<DatabaseOpenException>(Open).Reason.Length > 0 ? 1 : 0;

        Retry(log, _faker.Transcription(new(1)));

        Assert.Equal(1, refused);
        Assert.Contains("another daemon", Assert.Throws<DatabaseOpenException>(Open).Reason, StringComparison.Ordinal);
    }

    // Each time costs a copy of the log.
    [Fact]
    public async Task P2_A_salvage_that_fails_says_why_and_is_finished_by_a_later_append()
    {
        await using var log = Open();
        Record(log);
        Execute(TakeThePosition);
        var obstacle = Directory.CreateDirectory(Database + ".salvaging");

        Reason? reason = null;
        Eventually.True(
            () =>
            {
                reason = Assert.Throws<EventLogWriteException>(() => log.Append(_faker.Transcription(new(1)))).Reason;
                return reason.Code != ReasonCode.BeingSalvaged;
            },
            "the salvage fails");
        obstacle.Delete();
        Retry(log, _faker.Transcription(new(1)));

        Assert.Equal(ReasonCode.SalvageFailed, reason!.Code);
        Assert.Contains(".salvaging", reason.Cause, StringComparison.Ordinal);
        Assert.Contains(_said.Lines, line => line.Text.Contains("could not be salvaged", StringComparison.Ordinal));
        var salvaged = Assert.Single(log.Reader.ReadAll().Select(WireReader.Read).OfType<LogSalvaged>());
        Assert.Equal(ReasonCode.DatabaseError, salvaged.Reason.Code);
    }

    [Fact]
    public async Task What_breaks_again_at_once_is_not_salvaged_again_before_a_while()
    {
        await using var log = Open();
        Record(log);
        Execute(TakeThePosition);
        Retry(log, _faker.Transcription(new(1)));
        Execute(TakeThePosition);

        for (var i = 0; i < 5; i++)
            Assert.Throws<EventLogWriteException>(() => log.Append(_faker.Transcription(new(1))));
        Assert.Single(_said.Lines, line => line.Text.Contains("set aside and salvaged", StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromMinutes(2));
        Retry(log, _faker.Transcription(new(1)));

        Assert.Equal(2, log.Reader.ReadAll().Count(stored => stored.Type == LogSalvaged.TypeName));
    }

    [Fact]
    public async Task The_next_start_finds_nothing_to_salvage()
    {
        string logId;
        await using (var log = Open())
        {
            Record(log);
            Execute(TakeThePosition);
            Retry(log, _faker.Transcription(new(1)));
            logId = log.Reader.LogId;
        }

        await using var next = Open();

        Assert.Equal(logId, next.Reader.LogId);
    }

    [Fact]
    public async Task A_log_that_is_closed_while_it_is_salvaged_is_salvaged_first()
    {
        await using (var log = Open())
        {
            Record(log);
            Execute(TakeThePosition);
            Assert.Throws<EventLogWriteException>(() => log.Append(_faker.Transcription(new(1))));
        }

        await using var next = Open();

        Assert.Single(next.Reader.ReadAll(), stored => stored.Type == LogSalvaged.TypeName);
        Assert.Single(_said.Lines, line => line.Text.Contains("set aside and salvaged", StringComparison.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    private List<string> Record(SqliteEventLog log)
    {
        log.Append(new SessionStart(new(1), DateTimeOffset.UnixEpoch));
        log.Append([.. Enumerable.Range(0, Recorded - 1).Select(_ => _faker.Transcription(new(1)))]);
        return [.. log.Reader.ReadAll().Select(RecordedDatabase.Describe)];
    }

    private static long Retry(SqliteEventLog log, SessionEvent e)
    {
        long position = 0;
        Eventually.True(
            () =>
            {
                try
                {
                    position = log.Append(e).First;
                    return true;
                }
                catch (EventLogWriteException)
                {
                    return false;
                }
            },
            "the event is appended");
        return position;
    }

    private SqliteEventLog Open() => SqliteEventLog.Open(
        new(Database) { Durability = Durability.Normal }, new CommitNotice(), _time, _said);

    private void Execute(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Database);
        connection.Execute(sql);
    }
}
