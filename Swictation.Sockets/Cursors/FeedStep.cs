using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>The next step of a cursor: neighbouring events of a page, or a stretch whose events were taken out of the log.</summary>
/// <param name="First">Index in the page of the first event.</param>
/// <param name="Count">How many events; 0 at the end, and for a stretch without any.</param>
/// <param name="DueIn">How long to wait before they are sent.</param>
public readonly record struct FeedStep(EventPage Page, int First, int Count, TimeSpan DueIn)
{
    /// <summary>There is nothing more to be had now.</summary>
    public static FeedStep End => new(EventPage.Empty, 0, 0, TimeSpan.Zero);

    public bool IsEnd => Count == 0 && Removed is null;

    /// <summary>The stretch that the client is told of in place of events; null for a step of events.</summary>
    public RemovedRange? Removed { get; private init; }

    public static FeedStep Gap(RemovedRange removed) => End with { Removed = removed };

    public ReadOnlySpan<EventEntry> Entries => Page.Entries.Slice(First, Count);

    /// <summary>True where events between a position and this step were taken out of the log.</summary>
    public bool FollowsRemoved(long after)
    {
        var first = Count == 0 ? 0 : Entries[0].Sequence;
        foreach (var range in Page.Removed.Span)
        {
            if (range.First < first && range.Last > after) return true;
        }

        return false;
    }

    /// <summary>The lines of the events, as they are stored.</summary>
    public ReadOnlyMemory<byte> Lines => Page.LinesOf(First, Count);
}
