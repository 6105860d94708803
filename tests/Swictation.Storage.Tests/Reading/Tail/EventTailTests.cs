using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Reading.Tail;

namespace Swictation.Storage.Tests.Reading.Tail;

public sealed class EventTailTests
{
    private const int Head = 100;
    private const int EventsInTwoMebibytes = 20_000;

    private readonly EventTail _tail = new(Head);

    [Fact]
    public void What_is_older_than_the_tail_is_not_in_it()
    {
        _tail.Add(Numbered(101));

        Assert.False(_tail.TryRead(99, out _));
        Assert.True(_tail.TryRead(100, out var one));
        Assert.True(_tail.TryRead(101, out var none));
        Assert.Equal(101, one.Last);
        Assert.True(none.IsEmpty);
    }

    [Fact]
    public void Every_position_in_the_tail_reads_on_without_gaps()
    {
        for (var sequence = Head + 1; sequence <= Head + 2_000; sequence++) _tail.Add(Numbered(sequence));

        for (long after = Head; after < Head + 2_000; after += 7)
        {
            Assert.True(_tail.TryRead(after, out var page));
            Assert.Equal(after + 1, page.Entries[0].Sequence);
            for (var i = 0; i < page.Count; i++)
                Assert.StartsWith($"{{\"n\":{after + 1 + i},", page[i].Body.Text(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void P5_The_tail_stays_within_its_bound_and_keeps_the_newest()
    {
        var oldest = (long)Head;
        for (var sequence = Head + 1; sequence <= Head + (3 * EventsInTwoMebibytes); sequence++)
            _tail.Add(Numbered(sequence));

        while (!_tail.TryRead(oldest, out _)) oldest++;

        var kept = Head + (3 * EventsInTwoMebibytes) - oldest;
        Assert.InRange(kept, EventsInTwoMebibytes / 2, EventsInTwoMebibytes * 2);
    }

    [Fact]
    public void A_page_that_is_held_outlives_its_eviction()
    {
        _tail.Add(Numbered(Head + 1));
        _tail.TryRead(Head, out var held);
        var before = held.Lines.Text();

        for (var i = 2; i <= 3 * EventsInTwoMebibytes; i++) _tail.Add(Numbered(Head + i));

        Assert.False(_tail.TryRead(Head, out _));
        Assert.Equal(before, held.Lines.Text());
    }

    [Fact]
    public void An_event_larger_than_a_chunk_has_one_of_its_own()
    {
        var large = Numbered(Head + 2) with { Body = new byte[300_000] };
        _tail.Add(Numbered(Head + 1));
        _tail.Add(large);
        _tail.Add(Numbered(Head + 3));

        Assert.True(_tail.TryRead(Head + 1, out var page));
        Assert.Equal(300_001, page.Lines.Length);
        Assert.True(_tail.TryRead(Head + 2, out var next));
        Assert.Equal(Head + 3, next.Last);
    }

    private static EventToAppend Numbered(long sequence) => new(
        new SessionId(1),
        sequence,
        Transcription.TypeName,
        1,
        Encoding.UTF8.GetBytes($"{{\"n\":{sequence},\"filler\":\"{new string('x', 80)}\"}}"));
}
