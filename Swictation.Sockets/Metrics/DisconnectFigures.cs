using Swictation.Plumbing.Metrics;

namespace Swictation.Sockets.Metrics;

/// <summary>Clients that are not connected any more, by <see cref="DisconnectReason"/>.</summary>
public sealed record DisconnectFigures(
    long Closed, long Gone, long Stalled, long Refused, long Shutdown, long Replaced, long Error)
{
    public static DisconnectFigures Of(CounterSet<DisconnectReason> counts) => new(
        counts[DisconnectReason.Closed],
        counts[DisconnectReason.Gone],
        counts[DisconnectReason.Stalled],
        counts[DisconnectReason.Refused],
        counts[DisconnectReason.Shutdown],
        counts[DisconnectReason.Replaced],
        counts[DisconnectReason.Error]);

    /// <summary>Each reason by its name on the wire.</summary>
    public IEnumerable<(string Name, long Count)> ByName() =>
    [
        ("closed", Closed),
        ("gone", Gone),
        ("stalled", Stalled),
        ("refused", Refused),
        ("shutdown", Shutdown),
        ("replaced", Replaced),
        ("error", Error),
    ];
}
