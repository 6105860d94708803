using Swictation.Domain.Log;

namespace Swictation.Storage.Reading.Tail;

/// <summary>The end of the log, as the daemon knows it at once or as others find it by asking.</summary>
internal interface ILogHead
{
    long Head { get; }

    bool TryReadRecent(long after, out EventPage page);

    ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken);
}
