using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>
/// Pages that somebody still sends from, so that clients who lag together have the disk read once for all of them.
/// Keeps none alive itself.
/// </summary>
internal sealed class SharedPages
{
    private const int Most = 16;

    private readonly WeakReference<EventPage>[] _pages =
        [.. Enumerable.Range(0, Most).Select(_ => new WeakReference<EventPage>(EventPage.Empty))];

    private uint _added;

    /// <summary>The events after a position, if they are in a page that was read of late.</summary>
    public bool TryFind(long after, out EventPage page)
    {
        foreach (var reference in _pages)
        {
            if (!reference.TryGetTarget(out var read) || after >= read.Last || after + 1 < read.Entries[0].Sequence)
                continue;

            page = read.After(after);
            return true;
        }

        page = EventPage.Empty;
        return false;
    }

    public void Add(EventPage page) => _pages[Interlocked.Increment(ref _added) % Most].SetTarget(page);
}
