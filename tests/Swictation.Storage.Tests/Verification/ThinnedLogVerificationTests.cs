using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Verification;

/// <summary>What is left after events or words were taken out is proven as before (promise P12).</summary>
public sealed class ThinnedLogVerificationTests : IAsyncDisposable
{
    private const int Count = LoggedEvents.Count;

    private readonly LoggedEvents _log = new();

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task P12_After_thinning_all_that_is_left_is_proven_and_forging_it_is_found()
    {
        _log.Fill(Count);
        _log.Remove((10, 200), (250, 600), (700, 701));
        _log.Log.Append(_log.Faker.Metrics(null));
        await _log.CloseAsync();

        var whole = _log.Verify();

        Assert.Empty(whole.Problems);
        Assert.Equal(191 + 351 + 2, whole.Removed);
        _log.Forge(forger =>
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 650;");
            forger.Seal(650);
        });
        _log.AssertFound(LogProblemKind.Changed, 1, 701);
    }

    [Fact]
    public async Task P12_What_is_thinned_again_is_proven_again()
    {
        _log.Fill(3 * Count);
        _log.Remove((10, 200), (700, 1_500));
        _log.Remove((300, 310), (1_501, 1_600));
        _log.Remove((650, 699), (2_000, 2_800));
        await _log.CloseAsync();

        Assert.Empty(_log.Verify().Problems);
        Assert.Empty(_log.Verify(new(SincePosition: 1_550)).Problems);
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
        _log.Fill(Count);
        _log.Remove((10, 20), (100, 120));
        _log.Log.Append(_log.Faker.Metrics(null));
        await _log.CloseAsync();
        Assert.Empty(_log.Verify().Problems);

        _log.Forge(forger => forger.Execute(forgery));

        Assert.NotEmpty(_log.Verify().Problems);
        Assert.All(_log.Verify().Problems, problem => Assert.NotNull(problem.First));
    }

    [Fact]
    public async Task P12_What_was_changed_before_is_not_taken_out_and_so_not_taken_for_what_was_written()
    {
        await _log.RecordAsync();
        _log.Forge(forger =>
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 300;");
            forger.Seal(300);
        });

        Assert.Throws<EventLogWriteException>(() => _log.Remove((310, 320)));

        await _log.CloseAsync();
        _log.AssertFound(LogProblemKind.Changed, 257, 512);
    }

    [Fact]
    public async Task P12_Forgotten_events_leave_the_chain_as_it_was()
    {
        _log.Fill(Count);
        var before = _log.Verify();
        var forgotten = _log.Log.Forget(new(_log.Log.Reader.Head, Session: new SessionId(1)), []);
        await Eventually.IsTrueAsync(() => !_log.Log.IsForgetting, "everything is gone");
        await _log.CloseAsync();

        var after = _log.Verify(new(SinceHash: before.HeadHash));

        Assert.Empty(after.Problems);
        Assert.Equal(before.Head, after.SinceSeq);
        Assert.Equal(forgotten.Positions.Count, after.Forgotten);
    }

    [Fact]
    public async Task P12_Words_that_were_taken_out_without_a_word_are_missed()
    {
        await _log.RecordAsync();
        long position = 0;

        _log.Forge(forger =>
        {
            forger.Execute(
                """
                UPDATE events
                SET body = '{"type":"transcription","text":"","forgotten":true,"commitment":"' || hex(zeroblob(32)) || '"}', salt = NULL
                WHERE seq = (SELECT min(seq) FROM events WHERE type = 'transcription');
                """);
            position = _log.FirstTranscription();
            forger.Seal(position);
        });

        _log.AssertFound(LogProblemKind.Forgotten, position, position);
    }
}
