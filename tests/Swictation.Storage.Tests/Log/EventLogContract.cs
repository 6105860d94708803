using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

/// <summary>What every event log promises, whatever it is made of.</summary>
public abstract class EventLogContract
{
    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);

    private readonly EventFaker _faker = new(seed: 20);

    protected abstract IEventLog Log { get; }

    protected abstract IEventLogReader Reader { get; }

    protected abstract ICommitNotice Notice { get; }

    [Fact]
    public void An_empty_log_has_nothing_to_read()
    {
        Assert.Equal(0, Reader.Head);
        Assert.True(Reader.ReadAfter(0).IsEmpty);
        Assert.True(Reader.TryReadRecent(0, out var page));
        Assert.True(page.IsEmpty);
        Assert.Equal(default(CatchUpPositions), Reader.FindCatchUp(0, null, 10));
    }

    [Fact]
    public void P2_Sequence_numbers_count_from_one_without_gaps()
    {
        var first = Log.Append(_faker.Transcription(One));
        var more = Log.Append(_faker.Transcription(One), _faker.Measurement(One), _faker.Metrics(One));

        Assert.Equal(new(1, 1), first);
        Assert.Equal(new(2, 4), more);
        Assert.Equal(4, Reader.Head);
        Assert.Equal([1, 2, 3, 4], Reader.ReadAll().Select(stored => stored.Sequence));
    }

    [Fact]
    public void P2_Eight_threads_get_contiguous_numbers_and_their_own_events_in_order()
    {
        const int Threads = 8;
        const int Batches = 60;
        var receipts = new AppendReceipt[Threads][];

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var faker = new EventFaker(seed: thread);
            var session = new SessionId(thread + 1);
            receipts[thread] =
            [
                .. Enumerable.Range(0, Batches).Select(_ =>
                    Log.Append(faker.Transcription(session), faker.Measurement(session))),
            ];
        });

        var stored = Reader.ReadAll();
        Assert.Equal(Enumerable.Range(1, Threads * Batches * 2).Select(n => (long)n), stored.Select(e => e.Sequence));
        for (var thread = 0; thread < Threads; thread++)
        {
            var own = stored.Where(e => e.Session == new SessionId(thread + 1)).Select(e => e.Sequence);
            Assert.Equal(receipts[thread].SelectMany(receipt => new[] { receipt.First, receipt.Last }), own);
        }
    }

    [Fact]
    public void P3_What_is_read_is_what_was_appended_byte_for_byte()
    {
        EventToAppend[] appended =
        [
            .. _faker.Session(One, segments: 40).Select(WireWriter.ToAppend),
            new(null, -5, new("from_the_future"), 7, """{"type":"from_the_future","x":[1, 2 ]}"""u8.ToArray()),
            new(One, long.MaxValue, Transcription.TypeName, 1, "not even json \u0000 \ud83d\ude42"u8.ToArray()),
        ];

        Log.Append(appended);

        var stored = Reader.ReadAll();
        Assert.Equal(appended.Select(e => e.Body.Text()), stored.Select(e => e.Body.Text()));
        Assert.Equal(
            appended.Select(e => (e.Session, e.AtMicroseconds, e.Type, e.Version)),
            stored.Select(e => (e.Session, e.AtMicroseconds, e.Type, e.Version)));
    }

    [Fact]
    public void P3_The_lines_of_a_page_are_the_bodies_each_with_a_newline()
    {
        for (var i = 0; i < 5; i++) Log.Append(_faker.Transcription(One));

        var page = Reader.ReadAfter(2);

        var bodies = Enumerable.Range(0, page.Count).Select(i => page[i].Body.Text() + "\n");
        Assert.Equal(3, page.Count);
        Assert.Equal(5, page.Last);
        Assert.Equal(string.Concat(bodies), page.Lines.Text());
    }

    [Fact]
    public void P1_Whoever_is_noticed_finds_the_events_committed()
    {
        List<(long Noticed, long Head, long Read)> seen = [];
        using var subscription = Notice.Subscribe(
            head => seen.Add((head, Reader.Head, Reader.ReadAfter(head - 1).Last)));

        for (var i = 0; i < 3; i++) Log.Append(_faker.Transcription(One), _faker.Measurement(One));

        Assert.Equal([(2, 2, 2), (4, 4, 4), (6, 6, 6)], seen);
    }

    [Fact]
    public void A_page_is_bounded_but_holds_at_least_one_event()
    {
        var small = _faker.Transcription(One);
        var large = small with { Text = new string('x', 200_000) };
        Log.Append(small, large, small);
        for (var i = 0; i < 30; i++) Log.Append([.. Enumerable.Repeat<SessionEvent>(small, 100)]);

        List<EventPage> pages = [];
        for (var page = Reader.ReadAfter(0); !page.IsEmpty; page = Reader.ReadAfter(page.Last)) pages.Add(page);

        Assert.Equal(3_003, pages.Sum(page => page.Count));
        Assert.All(pages, page => Assert.True(page.Lines.Length <= 64 * 1024 || page.Count == 1));
        Assert.All(pages, page => Assert.True(page.Count <= 1_000));
    }

    [Fact]
    public void A_page_does_not_change_while_the_log_grows()
    {
        Log.Append(_faker.Transcription(One));
        var page = Reader.ReadAfter(0);
        var before = page.Lines.Text();

        for (var i = 0; i < 100; i++) Log.Append(_faker.Transcription(One));

        Assert.Equal(1, page.Count);
        Assert.Equal(before, page.Lines.Text());
    }

    [Fact]
    public void Nothing_can_not_be_appended()
    {
        Assert.Throws<ArgumentException>(() => Log.Append(ReadOnlySpan<EventToAppend>.Empty));
    }

    [Fact]
    public async Task Waiting_ends_when_something_newer_is_committed_and_not_before()
    {
        Log.Append(_faker.Transcription(One));

        var past = Reader.WaitForMoreAsync(0, CancellationToken.None);
        var next = Reader.WaitForMoreAsync(1, CancellationToken.None).AsTask();
        var later = Reader.WaitForMoreAsync(2, CancellationToken.None).AsTask();

        Assert.True(past.IsCompletedSuccessfully);
        Assert.False(next.IsCompleted);
        Log.Append(_faker.Transcription(One));
        await next.WaitAsync(LineClient.Deadline);
        Assert.False(later.IsCompleted);
        Log.Append(_faker.Transcription(One));
        await later.WaitAsync(LineClient.Deadline);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = Reader.WaitForMoreAsync(0, giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Nobody_who_waits_misses_a_commit()
    {
        const int Events = 2_000;
        var waiters = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            long cursor = 0;
            while (cursor < Events)
            {
                await Reader.WaitForMoreAsync(cursor, CancellationToken.None);
                cursor = Reader.ReadAfter(cursor).Last;
            }
        })).ToArray();

        for (var i = 0; i < Events; i++) Log.Append(_faker.Metrics(null));

        await Task.WhenAll(waiters).WaitAsync(LineClient.Deadline);
    }

    [Fact]
    public void Session_is_found_by_its_number_or_as_the_last_one()
    {
        Log.Append(_faker.StateChange(null, Phase.Idle));
        var start = Log.Append([.. _faker.Session(One, segments: 3)]).First;
        var end = Log.Append(new SessionEnd(One, DateTimeOffset.UnixEpoch)).First;
        var next = Log.Append(new SessionStart(Two, DateTimeOffset.UnixEpoch)).First;

        Assert.Equal(new(One, start, end), Reader.FindSession(Reader.Head, One));
        Assert.Equal(new(Two, next, 0), Reader.FindSession(Reader.Head, Two));
        Assert.Equal(new(Two, next, 0), Reader.FindSession(Reader.Head, session: null));
        Assert.Equal(new(One, start, end), Reader.FindSession(end, session: null));
        Assert.Equal(new(One, start, 0), Reader.FindSession(start, session: null));
        Assert.Null(Reader.FindSession(start - 1, session: null));
        Assert.Null(Reader.FindSession(next - 1, Two));
    }

    [Fact]
    public void Catching_up_with_an_open_session_finds_its_newest_transcriptions()
    {
        Log.Append([.. _faker.Session(One, segments: 3)]);
        var start = Log.Append(new SessionStart(Two, DateTimeOffset.UnixEpoch)).First;
        var state = Log.Append(_faker.StateChange(Two, Phase.Recording)).First;
        var said = Enumerable.Range(0, 5).Select(_ => Log.Append(_faker.Transcription(Two)).First).ToArray();
        var metrics = Log.Append(_faker.Metrics(Two)).First;

        var all = Reader.FindCatchUp(Reader.Head, null, transcriptions: 3);
        var before = Reader.FindCatchUp(said[1], null, transcriptions: 3);

        Assert.Equal(new(Reader.Head, state, Two, start, said[2], said[4], metrics, 0), all);
        Assert.Equal(new(said[1], state, Two, start, said[0], said[1], 0, 0), before);
    }

    [Fact]
    public void Catching_up_with_a_past_session_stops_at_the_state_after_its_end()
    {
        var start = Log.Append(new SessionStart(One, DateTimeOffset.UnixEpoch)).First;
        var said = Log.Append(_faker.Transcription(One)).First;
        var metrics = Log.Append(_faker.Metrics(One)).First;
        var end = Log.Append(new SessionEnd(One, DateTimeOffset.UnixEpoch)).First;
        var idle = Log.Append(_faker.StateChange(null, Phase.Idle)).First;
        var idleMetrics = Log.Append(_faker.Metrics(null)).First;

        var last = Reader.FindCatchUp(Reader.Head, null, transcriptions: 10);
        var chosen = Reader.FindCatchUp(Reader.Head, One, transcriptions: 10);
        var unknown = Reader.FindCatchUp(Reader.Head, Two, transcriptions: 10);

        Assert.Equal(new(Reader.Head, idle, One, start, said, said, idleMetrics, end), last);
        Assert.Equal(new(Reader.Head, idle, One, start, said, said, metrics, end), chosen);
        Assert.Equal(new(Reader.Head, idle, null, 0, 0, 0, idleMetrics, 0), unknown);
    }
}
