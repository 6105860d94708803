using Swictation.Storage.Verification;

namespace Swictation.Storage.Tests.Verification;

/// <summary>Whatever is changed in a log from outside is found, with its positions (promise P12).</summary>
public sealed class ForgedEventsTests : IAsyncDisposable
{
    private const int Count = LoggedEvents.Count;

    private readonly LoggedEvents _log = new();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task P12_A_last_event_that_was_deleted_by_hand_is_missed()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute($"DELETE FROM events WHERE seq = {Count};"));

        _log.AssertFound(LogProblemKind.Missing, Count, Count);
    }

    [Fact]
    public async Task P12_An_event_that_was_deleted_by_hand_is_missed()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute("DELETE FROM events WHERE seq = 300;"));

        _log.AssertFound(LogProblemKind.Missing, 300, 300);
    }

    [Fact]
    public async Task P12_A_body_that_was_changed_is_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute("UPDATE events SET body = replace(body, '{', '{ ') WHERE seq = 300;"));

        _log.AssertFound(LogProblemKind.Damaged, 300, 300);
    }

    [Theory]
    [InlineData("body = replace(body, '{', '{ ')")]
    [InlineData("at_us = at_us + 1")]
    [InlineData("session_id = coalesce(session_id, 0) + 1")]
    [InlineData("type = 'state_change'")]
    [InlineData("version = version + 1")]
    public async Task P12_An_event_that_was_changed_is_found_although_its_checksum_agrees(string change)
    {
        await _log.RecordAsync();

        _log.Forge(forger =>
        {
            forger.Execute($"UPDATE events SET {change} WHERE seq = 300;");
            forger.Seal(300);
        });

        _log.AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Random_bytes_that_were_changed_are_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute(
            "UPDATE events SET salt = randomblob(16) WHERE seq = (SELECT min(seq) FROM events WHERE seq > 256 AND type = 'transcription');"));

        _log.AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Two_events_that_were_swapped_are_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger =>
        {
            forger.Execute("UPDATE events SET seq = 0 WHERE seq = 300; UPDATE events SET seq = 300 WHERE seq = 301; UPDATE events SET seq = 301 WHERE seq = 0;");
            forger.Seal(300);
            forger.Seal(301);
        });

        _log.AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_An_event_that_was_moved_is_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute($"UPDATE events SET seq = {Count + 1} WHERE seq = 300;"));

        _log.AssertFound(LogProblemKind.Missing, 300, 300);
        _log.AssertFound(LogProblemKind.Damaged, Count + 1, Count + 1);
    }

    [Fact]
    public async Task P12_An_event_that_was_inserted_is_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger =>
        {
            forger.Execute("UPDATE events SET seq = -seq WHERE seq >= 300; UPDATE events SET seq = 1 - seq WHERE seq < 0;");
            forger.Execute("INSERT INTO events (seq, session_id, at_us, type, version, body) SELECT 300, session_id, at_us, type, version, body FROM events WHERE seq = 299;");
            for (var position = 300; position <= Count + 1; position++) forger.Seal(position);
        });

        _log.AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_A_link_that_was_changed_or_taken_out_is_found()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute("UPDATE event_chain SET hash = randomblob(32) WHERE seq = 512; DELETE FROM event_chain WHERE seq = 768;"));

        _log.AssertFound(LogProblemKind.Changed, 257, 512);
        _log.AssertFound(LogProblemKind.Link, 768, 768);
    }

    [Fact]
    public async Task P12_A_guard_that_was_dropped_is_missed()
    {
        await _log.RecordAsync();

        _log.Forge(forger => forger.Execute("DROP TRIGGER events_refuse_update;"));

        Assert.Equal(LogProblemKind.Schema, Assert.Single(_log.Verify().Problems).Kind);
    }
}
