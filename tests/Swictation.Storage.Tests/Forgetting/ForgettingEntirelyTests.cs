using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Queries;
using Swictation.Storage.Tests.Copies;
using Swictation.Storage.Tests.Verification;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>The events themselves go, and nothing of their figures stays.</summary>
public sealed class ForgettingEntirelyTests : IDisposable
{
    private readonly Machine _here = new(seed: 41);

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task P9_Positions_of_events_that_went_entirely_stand_in_the_table_of_ranges()
    {
        await _here.RecordAsync(1);
        var position = await _here.SayAsync(2, "the quincunx is secret");
        var head = long.Parse(_here.Query("SELECT max(seq) FROM events")[0], System.Globalization.CultureInfo.InvariantCulture);

        await ForgetAsync(new(long.MaxValue, Words: "quincunx", Extent: ForgettingExtent.Event));

        Assert.Equal([$"{position}|{position + 1}|forgotten|{head + 1}"], _here.Query("SELECT first, last, reason, event FROM removed_events"));
        await using var log = _here.Open();
        var told = log.Reader.ReadAll(head).Select(WireReader.Read).ToList();
        Assert.Equal(
            (position, position + 1, 2L, RemovalReason.Forgotten),
            told.OfType<EventsRemoved>().Select(e => (e.First, e.Last, e.Events, e.Reason)).Single());
        Assert.Equal((PositionRanges.Of([position, position + 1]), true), told.OfType<Forgotten>().Select(e => (e.Positions, e.Counts)).Single());
        var removed = log.Reader.ReadStored(position - 1).Removed.Span[0];
        Assert.Equal(new RemovedRange(position, position + 1, RemovalReason.Forgotten), removed);
    }

    [Fact]
    public async Task P8_Read_models_and_figures_are_those_of_a_log_that_never_had_it()
    {
        await _here.RecordAsync(1);
        await _here.SayAsync(2, "the quincunx is secret");

        await ForgetAsync(new(long.MaxValue, Words: "quincunx", Extent: ForgettingExtent.Event));

        Assert.Equal(["0|0|0"], _here.Query("SELECT segments, words_dictated, characters FROM sessions WHERE id = 2"));
        _here.AssertReadModelsAreRight();
        var rows = _here.ReadSessions();
        await using (var log = _here.Open()) log.RebuildReadModels();
        Assert.Equal(rows, _here.ReadSessions());
        Assert.Equal("", FileTraces.Find(_here.Directory, "quincunx", "the quincunx is secret"));
    }

    [Fact]
    public async Task What_was_imported_and_went_entirely_does_not_come_in_again()
    {
        using var other = new Machine(seed: 42);
        await other.SayAsync(1, "the quincunx is secret");
        await _here.RecordAsync(1);
        await _here.ImportAsync(other.Path);

        await ForgetAsync(new(long.MaxValue, Words: "quincunx", Extent: ForgettingExtent.Event));
        var done = await _here.ImportAsync(other.Path);

        Assert.Equal((0L, 1L), (done.Segments, done.StillThere));
        Assert.DoesNotContain("quincunx", _here.Texts(), StringComparison.Ordinal);
        _here.AssertReadModelsAreRight();
    }

    [Fact]
    public async Task What_was_forgotten_before_can_go_entirely_later()
    {
        var position = await _here.SayAsync(1, "the quincunx is secret");
        await _here.ForgetAsync("quincunx");

        await ForgetAsync(new(long.MaxValue, Positions: [new(position, position)], Extent: ForgettingExtent.Event));

        Assert.Equal(["0"], _here.Query("SELECT count(*) FROM segments"));
        using var queries = new SessionQueries(_here.Path);
        Assert.Equal(0, queries.FindSession(new(1))!.Words);
    }

    [Fact]
    public async Task P12_A_log_of_which_events_went_entirely_is_what_was_written()
    {
        await _here.RecordAsync([.. Enumerable.Range(1, 60)]);
        var position = await _here.SayAsync(61, "the quincunx is secret");
        await _here.RecordAsync([.. Enumerable.Range(62, 60)]);

        // Of several stretches, and once more of the same.
        await ForgetAsync(new(long.MaxValue, Session: new(3), Extent: ForgettingExtent.Event));
        await _here.ForgetEntirelyAsync(position);
        await ForgetAsync(new(long.MaxValue, Session: new(4), Extent: ForgettingExtent.Event));

        var verified = LogVerification.Run(_here.Path, new(IsDeep: true), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Empty(verified.Problems);
        Assert.Equal(["0"], _here.Query("SELECT count(*) FROM segments WHERE session_id IN (3, 4, 61)"));
        Assert.Equal([$"{verified.Removed}"], _here.Query("SELECT sum(last - first + 1) FROM removed_events"));
    }

    [Fact]
    public async Task P12_What_was_changed_around_events_that_went_entirely_is_found()
    {
        await _here.RecordAsync(1, 2);
        var position = await _here.SayAsync(3, "the quincunx is secret");
        await _here.ForgetEntirelyAsync(position);

        using (var forger = new Forger(_here.Path))
        {
            forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 3;");
            forger.Seal(3);
        }

        var verified = LogVerification.Run(_here.Path, new(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Contains(verified.Problems, problem => problem.Kind == LogProblemKind.Changed);
    }

    [Fact]
    public async Task P11_What_is_damaged_around_it_does_not_keep_it_in_the_log()
    {
        await _here.RecordAsync(1, 2);
        var position = await _here.SayAsync(3, "the quincunx is secret");
        await using (var log = _here.Open())
        {
            using (var forger = new Forger(_here.Path)) forger.Execute("UPDATE events SET at_us = at_us + 1 WHERE seq = 3;");
            log.Forget(new(log.Reader.Head, Words: "quincunx", Extent: ForgettingExtent.Event), files: []);
            await Eventually.IsTrueAsync(() => !log.IsForgetting, "nothing is left");
        }

        Assert.Equal([$"{position}|{position + 1}"], _here.Query("SELECT first, last FROM removed_events"));
        Assert.Equal("", FileTraces.Find(_here.Directory, "quincunx", "the quincunx is secret"));
    }

    private Task ForgetAsync(Storage.Forgetting.ForgettingSelection wanted) => _here.ForgetAsync(wanted);
}
