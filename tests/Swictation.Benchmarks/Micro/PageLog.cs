using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Benchmarks.Micro;

/// <summary>A log of one page in memory, so that only what is done with the page is measured.</summary>
internal sealed class PageLog(EventPage page) : IEventLogReader
{
    public string LogId => "";

    public long Head => page.Last;

    public long Oldest => 1;

    public EventPage ReadAfter(long after) => after < page.Last ? page : EventPage.Empty;

    public EventPage ReadStored(long after) => ReadAfter(after);

    public bool TryReadRecent(long after, out EventPage recent)
    {
        recent = ReadAfter(after);
        return true;
    }

    public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions) => default;

    public SessionPositions? FindSession(long upTo, SessionId? session) => null;
}
