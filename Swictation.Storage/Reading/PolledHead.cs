using Swictation.Domain.Log;
using Swictation.Storage.Reading.Tail;

namespace Swictation.Storage.Reading;

/// <summary>The end of a log that another process may be writing: found by asking the database.</summary>
internal sealed class PolledHead(ReaderPool pool, TimeProvider time) : ILogHead
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public long Head
    {
        get
        {
            using var rented = pool.Rent();
            return rented.Connection.ReadHead();
        }
    }

    public bool TryReadRecent(long after, out EventPage page)
    {
        page = EventPage.Empty;
        return false;
    }

    public async ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken)
    {
        while (Head <= after) await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
    }
}
