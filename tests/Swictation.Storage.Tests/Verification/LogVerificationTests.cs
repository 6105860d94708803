using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Tests.Guarded;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Verification;

/// <summary>What is there is what was written, in order, and can be shown (promise P12).</summary>
public sealed class LogVerificationTests : IAsyncDisposable
{
    private const int Events = 1_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly EventFaker _faker = new(seed: 83);
    private SqliteEventLog? _log;

    private string Path => _directory.File("metrics.db");

    private SqliteEventLog Log => _log ??= SqliteLogs.Open(Path);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task P12_A_log_is_what_was_written_and_its_head_hash_is_the_same_for_whoever_asks()
    {
        Fill(Events);
        var recording = Verify();
        await CloseAsync();

        var closed = Verify();

        Assert.Empty(recording.Problems);
        Assert.Empty(closed.Problems);
        Assert.Equal((Events, recording.HeadHash), (closed.Head, closed.HeadHash));
        Assert.Equal((Events, Events, 1L), (closed.Events, closed.LinkedUpTo, closed.ProvableFrom));
        Assert.Matches("^[0-9a-f]{64}$", closed.HeadHash);
    }

    [Fact]
    public async Task P12_Each_event_gives_the_log_another_hash()
    {
        Fill(3);
        var before = Verify().HeadHash;
        await CloseAsync();

        Log.Append(_faker.Metrics(null));

        Assert.NotEqual(before, Verify().HeadHash);
    }

    [Fact]
    public async Task P12_A_last_event_that_was_deleted_by_hand_is_missed()
    {
        await RecordAsync();

        Forge(forger => forger.Execute($"DELETE FROM events WHERE seq = {Events};"));

        AssertFound(LogProblemKind.Missing, Events, Events);
    }

    [Fact]
    public async Task P12_An_event_that_was_deleted_by_hand_is_missed()
    {
        await RecordAsync();

        Forge(forger => forger.Execute("DELETE FROM events WHERE seq = 300;"));

        AssertFound(LogProblemKind.Missing, 300, 300);
    }

    [Fact]
    public async Task P12_A_body_that_was_changed_is_found()
    {
        await RecordAsync();

        Forge(forger => forger.Execute("UPDATE events SET body = replace(body, '{', '{ ') WHERE seq = 300;"));

        AssertFound(LogProblemKind.Damaged, 300, 300);
    }

    [Theory]
    [InlineData("body = replace(body, '{', '{ ')")]
    [InlineData("at_us = at_us + 1")]
    [InlineData("session_id = coalesce(session_id, 0) + 1")]
    [InlineData("type = 'state_change'")]
    [InlineData("version = version + 1")]
    public async Task P12_An_event_that_was_changed_is_found_although_its_checksum_agrees(string change)
    {
        await RecordAsync();

        Forge(forger =>
        {
            forger.Execute($"UPDATE events SET {change} WHERE seq = 300;");
            forger.Seal(300);
        });

        AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Random_bytes_that_were_changed_are_found()
    {
        await RecordAsync();

        Forge(forger => forger.Execute(
            "UPDATE events SET salt = randomblob(16) WHERE seq = (SELECT min(seq) FROM events WHERE seq > 256 AND type = 'transcription');"));

        AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Two_events_that_were_swapped_are_found()
    {
        await RecordAsync();

        Forge(forger =>
        {
            forger.Execute("UPDATE events SET seq = 0 WHERE seq = 300; UPDATE events SET seq = 300 WHERE seq = 301; UPDATE events SET seq = 301 WHERE seq = 0;");
            forger.Seal(300);
            forger.Seal(301);
        });

        AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_An_event_that_was_moved_is_found()
    {
        await RecordAsync();

        Forge(forger => forger.Execute($"UPDATE events SET seq = {Events + 1} WHERE seq = 300;"));

        AssertFound(LogProblemKind.Missing, 300, 300);
        AssertFound(LogProblemKind.Damaged, Events + 1, Events + 1);
    }

    [Fact]
    public async Task P12_An_event_that_was_inserted_is_found()
    {
        await RecordAsync();

        Forge(forger =>
        {
            forger.Execute("UPDATE events SET seq = -seq WHERE seq >= 300; UPDATE events SET seq = 1 - seq WHERE seq < 0;");
            forger.Execute("INSERT INTO events (seq, session_id, at_us, type, version, body) SELECT 300, session_id, at_us, type, version, body FROM events WHERE seq = 299;");
            for (var position = 300; position <= Events + 1; position++) forger.Seal(position);
        });

        AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_A_link_that_was_changed_or_taken_out_is_found()
    {
        await RecordAsync();

        Forge(forger => forger.Execute("UPDATE event_chain SET hash = randomblob(32) WHERE seq = 512; DELETE FROM event_chain WHERE seq = 768;"));

        AssertFound(LogProblemKind.Changed, 257, 512);
        AssertFound(LogProblemKind.Link, 768, 768);
    }

    [Fact]
    public async Task P12_After_thinning_all_that_is_left_is_proven_and_forging_it_is_found()
    {
        Fill(Events);
        Remove((10, 200), (250, 600), (700, 701));
        Log.Append(_faker.Metrics(null));
        await CloseAsync();

        var whole = Verify();

        Assert.Empty(whole.Problems);
        Assert.Equal(191 + 351 + 2, whole.Removed);
        Forge(forger =>
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 650;");
            forger.Seal(650);
        });
        AssertFound(LogProblemKind.Changed, 1, 701);
    }

    [Fact]
    public async Task P12_What_is_thinned_again_is_proven_again()
    {
        Fill(3 * Events);
        Remove((10, 200), (700, 1_500));
        Remove((300, 310), (1_501, 1_600));
        Remove((650, 699), (2_000, 2_800));
        await CloseAsync();

        Assert.Empty(Verify().Problems);
        Assert.Empty(Verify(new(SincePosition: 1_550)).Problems);
    }

    [Theory]
    [InlineData("UPDATE removed_events SET last = last + 5 WHERE first = 10;")]
    [InlineData("UPDATE removed_events SET event = event - 1 WHERE first = 10;")]
    [InlineData("UPDATE removed_events SET reason = 'forgotten' WHERE first = 10;")]
    [InlineData("DELETE FROM events WHERE seq BETWEEN 901 AND 910; INSERT INTO removed_events SELECT 901, 910, 'retention', event FROM removed_events WHERE first = 10;")]
    [InlineData("DELETE FROM events WHERE seq BETWEEN 50 AND 59; INSERT INTO removed_events SELECT 50, 59, 'retention', event FROM removed_events WHERE first = 10;")]
    [InlineData("INSERT INTO events (seq, at_us, type, version, body) SELECT 15, at_us, type, version, body FROM events WHERE seq = 5;")]
    public async Task P12_A_range_that_was_forged_is_found(string forgery)
    {
        Fill(Events);
        Remove((10, 20), (100, 120));
        Log.Append(_faker.Metrics(null));
        await CloseAsync();
        Assert.Empty(Verify().Problems);

        Forge(forger => forger.Execute(forgery));

        Assert.NotEmpty(Verify().Problems);
        Assert.All(Verify().Problems, problem => Assert.NotNull(problem.First));
    }

    [Fact]
    public async Task P12_What_was_changed_before_is_not_taken_out_and_so_not_taken_for_what_was_written()
    {
        await RecordAsync();
        Forge(forger =>
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 300;");
            forger.Seal(300);
        });

        Assert.Throws<EventLogWriteException>(() => Remove((310, 320)));

        await CloseAsync();
        AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Forgotten_events_leave_the_chain_as_it_was()
    {
        Fill(Events);
        var before = Verify();
        var forgotten = Log.Forget(new(Log.Reader.Head, Session: new SessionId(1)), []);
        await Eventually.IsTrueAsync(() => !Log.IsForgetting, "everything is gone");
        await CloseAsync();

        var after = Verify(new(SinceHash: before.HeadHash));

        Assert.Empty(after.Problems);
        Assert.Equal(before.Head, after.SinceSeq);
        Assert.Equal(forgotten.Positions.Count, after.Forgotten);
    }

    [Fact]
    public async Task P12_Words_that_were_taken_out_without_a_word_are_missed()
    {
        await RecordAsync();
        long position = 0;

        Forge(forger =>
        {
            forger.Execute(
                """
                UPDATE events
                SET body = '{"type":"transcription","text":"","forgotten":true,"commitment":"' || hex(zeroblob(32)) || '"}', salt = NULL
                WHERE seq = (SELECT min(seq) FROM events WHERE type = 'transcription');
                """);
            position = FirstTranscription();
            forger.Seal(position);
        });

        AssertFound(LogProblemKind.Forgotten, position, position);
    }

    [Fact]
    public async Task P12_A_hash_that_was_noted_tells_another_past_from_this_one()
    {
        Fill(600);
        var noted = Verify();
        await CloseAsync();
        await CopyAsync("backup.db");
        Fill(100);
        var newer = Verify();
        await CloseAsync();

        var backup = LogVerification.Run(_directory.File("backup.db"), new(newer.Head, newer.HeadHash), TimeProvider.System);
        var anywhere = LogVerification.Run(_directory.File("backup.db"), new(SinceHash: newer.HeadHash), TimeProvider.System);
        var same = Verify(new(noted.Head, noted.HeadHash));

        Assert.Equal((LogProblemKind.Since, newer.Head), (Assert.Single(backup.Problems).Kind, backup.Problems[0].First));
        Assert.Equal(LogProblemKind.Since, Assert.Single(anywhere.Problems).Kind);
        Assert.Equal((true, noted.Head), (same.IsWhole, same.SinceSeq));
    }

    [Fact]
    public async Task P12_From_a_position_on_only_what_is_behind_it_is_looked_at()
    {
        await RecordAsync();
        Forge(forger => forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 300;"));

        var later = Verify(new(SincePosition: 600));

        Assert.Empty(later.Problems);
        Assert.Equal(513, later.From);
    }

    [Fact]
    public async Task P12_An_older_log_is_chained_from_its_first_event_and_says_from_where_on_it_is_proven()
    {
        await RecordAsync();
        Forge(forger => forger.Execute(EarlierSchema.BackToTen));

        Fill(10);
        await Eventually.IsTrueAsync(() => Verify().LinkedUpTo >= 768, "the older events are chained");
        await CloseAsync();

        var verified = Verify();
        Assert.Empty(verified.Problems);
        Assert.Equal((Events + 1L, Events + 10L), (verified.ProvableFrom, verified.LinkedUpTo));
    }

    [Fact]
    public async Task P12_A_salvaged_log_has_a_chain_of_its_own_that_begins_with_the_log_that_it_was()
    {
        await RecordAsync();
        var before = Verify();
        await using (var file = File.OpenWrite(Path)) file.Write(new byte[100]);

        Fill(3);
        await CloseAsync();

        var salvaged = Verify();
        Assert.Empty(salvaged.Problems);
        Assert.Equal((before.LogId, 1L), (salvaged.SalvagedFrom, salvaged.ProvableFrom));
        Assert.NotEqual(before.LogId, salvaged.LogId);
    }

    [Fact]
    public async Task P12_Deep_the_tables_for_SQL_are_what_the_events_say()
    {
        await RecordAsync();
        Assert.Empty(Verify(new(IsDeep: true)).Problems);

        Forge(forger => forger.Execute("UPDATE segments SET words = words + 1 WHERE id = (SELECT min(id) FROM segments);"));

        Assert.Equal(LogProblemKind.ReadModels, Assert.Single(Verify(new(IsDeep: true)).Problems).Kind);
    }

    [Theory]
    [InlineData("wav", "RIFF", true)]
    [InlineData("flac", "fLaC", true)]
    [InlineData("flac", "fLaC", false)]
    public async Task P12_Deep_kept_audio_is_that_of_the_log_in_either_form(string form, string begins, bool isWhole)
    {
        await RecordAsync();
        var kept = Directory.CreateDirectory(Path + "-audio/kept").FullName;
        // A FLAC file that promises one sample, or nothing that can be one.
        byte[] file = [.. System.Text.Encoding.ASCII.GetBytes(begins), .. new byte[21], isWhole ? (byte)1 : (byte)0];
        foreach (var session in new[] { 1, 4711 })
            await File.WriteAllBytesAsync(System.IO.Path.Combine(kept, $"{session}-000000000000-20260301T090000000000Z.{form}"), file);

        var problems = Verify(new(IsDeep: true)).Problems;

        Assert.All(problems, problem => Assert.Equal(LogProblemKind.Audio, problem.Kind));
        Assert.Contains(problems, problem => problem.Words.Contains("no session 4711", StringComparison.Ordinal));
        Assert.Equal(isWhole ? 1 : 3, problems.Count);
    }

    [Fact]
    public void P12_A_reader_has_the_hash_of_the_head_and_of_what_it_remembers_and_none_where_events_were_taken_out()
    {
        Fill(Events);
        var noted = Verify();
        Fill(10);

        Assert.Equal(new LogHash(Events, noted.HeadHash), Log.Reader.FindHash(Events));
        Assert.Equal(Events + 10, Log.Reader.FindHash()?.Position);
        Remove((300, 310));
        Assert.Null(Log.Reader.FindHash(305));
        Assert.Null(Log.Reader.FindHash(Events + 100));
    }

    [Fact]
    public async Task P12_A_guard_that_was_dropped_is_missed()
    {
        await RecordAsync();

        Forge(forger => forger.Execute("DROP TRIGGER events_refuse_update;"));

        Assert.Equal(LogProblemKind.Schema, Assert.Single(Verify().Problems).Kind);
    }

    private VerifiedLog Verify(VerificationOrder? order = null) =>
        LogVerification.Run(Path, order ?? new(), TimeProvider.System, TestContext.Current.CancellationToken);

    private void AssertFound(LogProblemKind kind, long first, long last) => Assert.Contains(
        Verify().Problems, problem => problem.Kind == kind && problem.First == first && problem.Last == last);

    private void Forge(Action<Forger> forgery)
    {
        using var forger = new Forger(Path);
        forgery(forger);
    }

    private async Task RecordAsync()
    {
        Fill(Events);
        await CloseAsync();
    }

    // Sessions of one transcription among metrics.
    private void Fill(int events)
    {
        List<EventToAppend> batch = [];
        for (var i = 0; i < events; i++)
        {
            SessionEvent next = i == 0 ? new SessionStart(new(1), DateTimeOffset.UnixEpoch.AddYears(56))
                : i % 10 == 5 ? _faker.Transcription(new(1))
                : _faker.Metrics(new(1));
            batch.Add(WireWriter.ToAppend(next));
        }

        Log.Append([.. batch]);
    }

    private void Remove(params (long First, long Last)[] ranges)
    {
        var removed = ranges.Select(range => new RemovedRange(range.First, range.Last, RemovalReason.Retention)).ToArray();
        Log.Remove(removed, new EventsRemoved(
            DateTimeOffset.UnixEpoch, removed[0].First, removed[^1].Last, removed.Sum(range => range.Last - range.First + 1),
            RemovalReason.Retention, MetricsUpdate.TypeName));
    }

    private long FirstTranscription()
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long>("SELECT min(seq) FROM events WHERE type = 'transcription';");
    }

    private async Task CopyAsync(string name)
    {
        await using var from = File.OpenRead(Path);
        await using var to = File.Create(_directory.File(name));
        await from.CopyToAsync(to);
    }

    private async Task CloseAsync()
    {
        if (_log is not null) await _log.DisposeAsync();
        _log = null;
    }
}
