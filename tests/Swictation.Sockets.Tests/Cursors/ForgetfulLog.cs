using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Tests.Cursors;

/// <summary>A log that has nothing in memory up to a position.</summary>
internal sealed class ForgetfulLog(IEventLogReader log, long forgotten) : IEventLogReader
{
    public string LogId => log.LogId;

    public long Oldest => log.Oldest;

    public long Head => log.Head;

    public EventPage ReadAfter(long after) => log.ReadAfter(after);

    public EventPage ReadStored(long after) => log.ReadStored(after);

    public bool TryReadRecent(long after, out EventPage page)
    {
        page = EventPage.Empty;
        return after >= forgotten && log.TryReadRecent(after, out page);
    }

    public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) =>
        log.WaitForMoreAsync(after, cancellationToken);

    public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions) =>
        log.FindCatchUp(upTo, session, transcriptions);

    public SessionPositions? FindSession(long upTo, SessionId? session) => log.FindSession(upTo, session);
}
