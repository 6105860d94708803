using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>
/// The pages that were read last, so that clients who lag together have the disk read once for all of them: whoever
/// finds a part of one here goes on at its end, and from there they read the same pages. Less than 1 MiB.
/// </summary>
internal sealed class SharedPages
{
    private const int Most = 8;

    private readonly EventPage[] _pages = [.. Enumerable.Repeat(EventPage.Empty, Most)];
    private uint _added;
    private long _generation;

    /// <summary>The events after a position, if they are in a page that was read of late.</summary>
    public bool TryFind(long after, out EventPage page)
    {
        for (var i = 0; i < Most; i++)
        {
            var read = Volatile.Read(ref _pages[i]);
            if (read.IsRevoked || after >= read.Last || after + 1 < read.First) continue;

            page = read.After(after);
            return true;
        }

        page = EventPage.Empty;
        return false;
    }

    /// <summary>Changes when pages are dropped: one that was read before does not come back.</summary>
    public long Generation => Volatile.Read(ref _generation);

    /// <param name="generation">What it was before the page was read.</param>
    public void Add(EventPage page, long generation)
    {
        var place = Interlocked.Increment(ref _added) % Most;
        if (generation != Generation) return;

        Volatile.Write(ref _pages[place], page);
        Interlocked.MemoryBarrier();
        if (generation != Generation) Volatile.Write(ref _pages[place], EventPage.Empty);
    }

    /// <summary>Drops all pages: some of their events were taken out of the log.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        for (var i = 0; i < Most; i++) Volatile.Write(ref _pages[i], EventPage.Empty);
    }
}
