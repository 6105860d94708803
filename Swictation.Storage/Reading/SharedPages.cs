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

    public void Add(EventPage page) => Volatile.Write(ref _pages[Interlocked.Increment(ref _added) % Most], page);

    /// <summary>Drops all of them. One that is being read meanwhile may come in afterwards: its validity says what it is.</summary>
    public void Clear()
    {
        for (var i = 0; i < Most; i++) Volatile.Write(ref _pages[i], EventPage.Empty);
    }
}
