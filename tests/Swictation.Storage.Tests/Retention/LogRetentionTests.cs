using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Opening;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Retention;

public sealed class LogRetentionTests : IDisposable
{
    private static readonly DateTimeOffset Long = new(2026, 3, 1, 9, 0, 20, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("metrics.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P9_Old_metrics_are_thinned_to_one_a_minute_and_the_last_of_each_session_and_everything_else_stays()
    {
        var before = await RecordAsync([.. Session(1, Long, minutes: 5), .. Idle(Long.AddMinutes(5), 20), .. Session(2, Long.AddHours(1), minutes: 3)]);
        await using var log = Open(Week);

        await UntilThinnedAsync(log);

        var after = log.Reader.ReadAll();
        var kept = before.Where(stored => !IsSpare(before, stored)).ToList();
        Assert.Equal(kept.Select(Describe), after.Where(stored => stored.Type != EventsRemoved.TypeName).Select(Describe));
        var said = after.Where(stored => stored.Type == EventsRemoved.TypeName)
            .Select(stored => Assert.IsType<EventsRemoved>(WireReader.Read(stored))).ToList();
        Assert.Equal(before.Count - kept.Count, said.Sum(told => told.Events));
        Assert.All(said, told => Assert.Equal((RemovalReason.Retention, "metrics_update", 604_800L), (told.Reason, told.RemovedType?.Name, told.KeepS)));
        // A session of five minutes that begins within one is in six of them.
        Assert.Equal((6 + 1) + 1 + (4 + 1) + 1, kept.Count(stored => stored.Type == MetricsUpdate.TypeName));
    }

    [Fact]
    public async Task P9_With_the_ranges_every_position_is_accounted_for_once()
    {
        await RecordAsync([.. Session(1, Long, minutes: 5), .. Idle(Long.AddMinutes(5), 20)]);
        await using var log = Open(Week);

        await UntilThinnedAsync(log);

        var next = 1L;
        foreach (var (first, last) in Accounts(log.Reader).Order())
        {
            Assert.Equal(next, first);
            next = last + 1;
        }

        Assert.Equal(log.Reader.Head + 1, next);
    }

    [Fact]
    public async Task P9_How_long_old_commits_took_goes_with_the_metrics_and_is_told()
    {
        var before = await RecordAsync([.. Session(1, Long, minutes: 2, isHeard: true), .. Session(2, DateTimeOffset.UtcNow.AddHours(-1), minutes: 1, isHeard: true)]);
        await using var log = Open(Week);

        await UntilThinnedAsync(log);

        var after = log.Reader.ReadAll();
        var told = after.Where(stored => stored.Type == EventsRemoved.TypeName).Select(stored => Assert.IsType<EventsRemoved>(WireReader.Read(stored))).ToList();
        // The last one of a session has metrics of it behind it, too.
        Assert.Equal(Enumerable.Repeat(2L, 4), after.Where(stored => stored.Type == SegmentCommitted.TypeName).Select(stored => stored.Session!.Value.Value));
        Assert.Equal(before.Where(stored => stored.Type == Transcription.TypeName).Select(Describe), after.Where(stored => stored.Type == Transcription.TypeName).Select(Describe));
        Assert.All(told, removed => Assert.Null(removed.RemovedType));
        Assert.Equal(before.Count, after.Count - told.Count + told.Sum(removed => removed.Events));
        Assert.Equal(Enumerable.Range(1, (int)log.Reader.Head).Select(position => (long)position), Accounts(log.Reader).Order().SelectMany(Positions));
    }

    [Fact]
    public async Task P9_The_newest_event_is_never_removed()
    {
        await RecordAsync([.. Idle(Long, 50)]);
        await using var log = Open(Week);

        await UntilThinnedAsync(log);

        Assert.Equal([50, 51], log.Reader.ReadAll().Select(stored => stored.Sequence));
    }

    [Fact]
    public async Task P9_Metrics_that_are_not_old_enough_stay_and_so_do_those_behind_them()
    {
        var now = DateTimeOffset.UtcNow;
        await RecordAsync([.. Session(1, Long, minutes: 2), .. Session(2, now - Week + TimeSpan.FromHours(1), minutes: 2)]);
        await using var log = Open(Week);
        var second = log.Reader.ReadAll().Single(stored => stored is { Session.Value: 2 } && stored.Type == SessionStart.TypeName).Sequence;

        await UntilThinnedAsync(log);

        Assert.All(Accounts(log.Reader).Where(range => range.First != range.Last), range => Assert.True(range.Last < second));
        Assert.Equal(120, log.Reader.ReadAll(second).Count(stored => stored is { Session.Value: 2 } && stored.Type == MetricsUpdate.TypeName));
    }

    [Fact]
    public async Task P9_A_log_that_was_thinned_is_thinned_no_further_by_the_next_daemon()
    {
        List<long> first;
        await RecordAsync([.. Session(1, Long, minutes: 5), .. Session(2, Long.AddHours(1), minutes: 3)]);
        await using (var log = Open(Week))
        {
            await UntilThinnedAsync(log);
            first = [.. log.Reader.ReadAll().Select(stored => stored.Sequence)];
        }

        await RecordAsync([.. Session(3, Long.AddHours(2), minutes: 2)]);
        await using var again = Open(Week);

        await UntilThinnedAsync(again);

        Assert.Equal(first, again.Reader.ReadAll().Select(stored => stored.Sequence).Take(first.Count));
    }

    [Fact]
    public async Task P8_Read_models_are_the_same_after_thinning_and_after_a_rebuild()
    {
        await RecordAsync([.. Session(1, Long, minutes: 5), .. Session(2, Long.AddHours(1), minutes: 3)]);
        await using var log = Open(Week);
        await UntilThinnedAsync(log);
        await Eventually.IsTrueAsync(() => log.ReadModelLag == 0, "the read models are level");
        using var queries = new SessionQueries(Path);
        var before = queries.ListSessions(10).ToList();

        log.RebuildReadModels();

        Assert.Equal(before, queries.ListSessions(10));
        Assert.Equal(2, before.Count);
    }

    [Fact]
    public async Task A_state_that_was_true_holds_over_what_the_log_itself_appends()
    {
        var last = (await RecordAsync([.. Idle(Long, 50)]))[^1].Sequence;
        await using var log = Open(Week);

        await UntilThinnedAsync(log);

        Assert.Equal(log.Reader.Head, log.HoldsUpTo(last));
        Assert.Equal(last - 1, log.HoldsUpTo(last - 1));
        var next = log.Append(new StateChange(null, Long, Phase.Idle)).Last;
        Assert.Equal(next, log.HoldsUpTo(next));
    }

    // By a daemon that keeps all metrics.
    private async Task<List<StoredEvent>> RecordAsync(SessionEvent[] events)
    {
        await using var log = Open(keep: null);
        log.Append(events);
        return log.Reader.ReadAll();
    }

    private SqliteEventLog Open(TimeSpan? keep) => SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal, KeepMetrics = keep }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);

    // Until a slice was taken and nothing that is spare is left.
    private static Task UntilThinnedAsync(SqliteEventLog log) => Eventually.IsTrueAsync(
        () =>
        {
            var events = log.Reader.ReadAll();
            var limit = WireTime.ToMicroseconds(DateTimeOffset.UtcNow - Week);
            return !events.Any(stored => stored.AtMicroseconds < limit && IsSpare(events, stored));
        },
        "old metrics are thinned");

    // The rule once more, by the whole log.
    private static bool IsSpare(List<StoredEvent> events, StoredEvent metrics)
    {
        if (metrics.Type == SegmentCommitted.TypeName) return true;
        if (metrics.Type != MetricsUpdate.TypeName) return false;

        var all = events.Where(stored => stored.Type == MetricsUpdate.TypeName).ToList();
        if (all[^1].Sequence == metrics.Sequence) return false;
        if (events.Any(stored => stored.Sequence == metrics.Sequence - 1 && stored.Type == StateChange.TypeName)) return false;
        if (metrics.Session is not { } session) return true;

        var minute = all.Where(stored => stored.Session == session && stored.AtMicroseconds / 60_000_000 == metrics.AtMicroseconds / 60_000_000);
        return minute.First().Sequence != metrics.Sequence && all.Last(stored => stored.Session == session).Sequence != metrics.Sequence;
    }

    private static IEnumerable<(long First, long Last)> Accounts(SqliteEventLogReader reader)
    {
        for (var page = reader.ReadStored(0); !page.IsEmpty; page = reader.ReadStored(page.Last))
        {
            foreach (var entry in page.Entries.ToArray()) yield return (entry.Sequence, entry.Sequence);
            foreach (var range in page.Removed.ToArray()) yield return (range.First, range.Last);
            if (page.Last == reader.Head) yield break;
        }
    }

    private static IEnumerable<long> Positions((long First, long Last) range)
    {
        for (var position = range.First; position <= range.Last; position++) yield return position;
    }

    private static string Describe(StoredEvent stored) =>
        $"{stored.Sequence} {stored.Session} {stored.AtMicroseconds} {stored.Version} {stored.Body.Text()}";

    private static IEnumerable<SessionEvent> Session(long id, DateTimeOffset start, int minutes, bool isHeard = false)
    {
        SessionId session = new(id);
        yield return new SessionStart(session, start);
        yield return new StateChange(session, start, Phase.Recording);
        for (var second = 0; second < minutes * 60; second++)
        {
            var at = start.AddSeconds(second);
            if (second % 15 == 14) yield return new Transcription(session, at, $"sentence {second}", 120, 200, 2);
            if (isHeard && second % 15 == 14) yield return new SegmentMeasured(session, at, second, 2.5, 500, 200, new(0.5, [0.5, 0.5]));
            if (isHeard && second % 15 == 14) yield return new SegmentCommitted(session, at, 1, 500.1, 12.2, 200, 0.6, 712.9);
            yield return new MetricsUpdate(session, at, Phase.Recording, new(second / 15, second, 120, second, 200), new(0, 0, 1));
        }

        var end = start.AddMinutes(minutes);
        yield return new SessionEnd(session, end);
        yield return new StateChange(null, end, Phase.Idle);
        yield return new MetricsUpdate(null, end, Phase.Idle, new(1, 1, 120, 1, 200), new(0, 0, 1));
    }

    private static IEnumerable<SessionEvent> Idle(DateTimeOffset start, int count) => Enumerable.Range(1, count)
        .Select(minute => new MetricsUpdate(null, start.AddMinutes(minute), Phase.Idle, new(1, 1, 120, 1, 200), new(0, 0, 1)));
}
