using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>Asks whatever reader is the right one at the moment.</summary>
internal sealed class CurrentLogReader(Func<IEventLogReader> current) : IEventLogReader
{
    public string LogId => current().LogId;

    public long Head => current().Head;

    public long Oldest => current().Oldest;

    public EventPage ReadAfter(long after) => current().ReadAfter(after);

    public EventPage ReadStored(long after) => current().ReadStored(after);

    public EventPage ReadFirst(long after) => current().ReadFirst(after);

    public bool TryReadRecent(long after, out EventPage page) => current().TryReadRecent(after, out page);

    public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) =>
        current().WaitForMoreAsync(after, cancellationToken);

    public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions) =>
        current().FindCatchUp(upTo, session, transcriptions);

    public SessionPositions? FindSession(long upTo, SessionId? session) => current().FindSession(upTo, session);

    public LogHash? FindHash(long? position = null) => current().FindHash(position);
}
