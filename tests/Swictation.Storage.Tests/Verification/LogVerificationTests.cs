using Swictation.Domain.Log;
using Swictation.Storage.Tests.Guarded;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Verification;

/// <summary>What is there is what was written, in order, and can be shown (promise P12).</summary>
public sealed class LogVerificationTests : IAsyncDisposable
{
    private const int Count = LoggedEvents.Count;

    private readonly LoggedEvents _log = new();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task P12_A_log_is_what_was_written_and_its_head_hash_is_the_same_for_whoever_asks()
    {
        _log.Fill(Count);
        var recording = _log.Verify();
        await _log.CloseAsync();

        var closed = _log.Verify();

        Assert.Empty(recording.Problems);
        Assert.Empty(closed.Problems);
        Assert.Equal((Count, recording.HeadHash), (closed.Head, closed.HeadHash));
        Assert.Equal((Count, Count, 1L), (closed.Events, closed.LinkedUpTo, closed.ProvableFrom));
        Assert.Matches("^[0-9a-f]{64}$", closed.HeadHash);
    }

    [Fact]
    public async Task P12_Each_event_gives_the_log_another_hash()
    {
        _log.Fill(3);
        var before = _log.Verify().HeadHash;
        await _log.CloseAsync();

        _log.Log.Append(_log.Faker.Metrics(null));

        Assert.NotEqual(before, _log.Verify().HeadHash);
    }

    [Fact]
    public async Task P12_A_hash_that_was_noted_tells_another_past_from_this_one()
    {
        _log.Fill(600);
        var noted = _log.Verify();
        await _log.CloseAsync();
        await _log.CopyAsync("backup.db");
        _log.Fill(100);
        var newer = _log.Verify();
        await _log.CloseAsync();

        var backup = LogVerification.Run(_log.File("backup.db"), new(newer.Head, newer.HeadHash), TimeProvider.System);
        var anywhere = LogVerification.Run(_log.File("backup.db"), new(SinceHash: newer.HeadHash), TimeProvider.System);
        var same = _log.Verify(new(noted.Head, noted.HeadHash));

        Assert.Equal((LogProblemKind.Since, newer.Head), (Assert.Single(backup.Problems).Kind, backup.Problems[0].First));
        Assert.Equal(LogProblemKind.Since, Assert.Single(anywhere.Problems).Kind);
        Assert.Equal((true, noted.Head), (same.IsWhole, same.SinceSeq));
    }

    [Fact]
    public async Task P12_From_a_position_on_only_what_is_behind_it_is_looked_at()
    {
        await _log.RecordAsync();
        _log.Forge(forger => forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 300;"));

        var later = _log.Verify(new(SincePosition: 600));

        Assert.Empty(later.Problems);
        Assert.Equal(513, later.From);
    }

    [Fact]
    public async Task P12_An_older_log_is_chained_from_its_first_event_and_says_from_where_on_it_is_proven()
    {
        await _log.RecordAsync();
        _log.Forge(forger => forger.Execute(EarlierSchema.BackToTen));

        _log.Fill(10);
        await Eventually.IsTrueAsync(() => _log.Verify().LinkedUpTo >= 768, "the older events are chained");
        await _log.CloseAsync();

        var verified = _log.Verify();
        Assert.Empty(verified.Problems);
        Assert.Equal((Count + 1L, Count + 10L), (verified.ProvableFrom, verified.LinkedUpTo));
    }

    [Fact]
    public async Task P12_A_salvaged_log_has_a_chain_of_its_own_that_begins_with_the_log_that_it_was()
    {
        await _log.RecordAsync();
        var before = _log.Verify();
        await using (var file = File.OpenWrite(_log.Path)) file.Write(new byte[100]);

        _log.Fill(3);
        await _log.CloseAsync();

        var salvaged = _log.Verify();
        Assert.Empty(salvaged.Problems);
        Assert.Equal((before.LogId, 1L), (salvaged.SalvagedFrom, salvaged.ProvableFrom));
        Assert.NotEqual(before.LogId, salvaged.LogId);
    }

    [Fact]
    public void P12_A_reader_has_the_hash_of_the_head_and_of_what_it_remembers_and_none_where_events_were_taken_out()
    {
        _log.Fill(Count);
        var noted = _log.Verify();
        _log.Fill(10);

        Assert.Equal(new LogHash(Count, noted.HeadHash), _log.Log.Reader.FindHash(Count));
        Assert.Equal(Count + 10, _log.Log.Reader.FindHash()?.Position);
        _log.Remove((300, 310));
        Assert.Null(_log.Log.Reader.FindHash(305));
        Assert.Null(_log.Log.Reader.FindHash(Count + 100));
    }
}
