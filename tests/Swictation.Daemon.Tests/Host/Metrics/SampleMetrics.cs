using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Tests.Host.Metrics;

/// <summary>Figures of which no two are alike.</summary>
internal static class SampleMetrics
{
    public static BroadcasterMetrics Create() => new()
    {
        UptimeS = 90_061.5,
        Committed = 12_345,
        Sent = 24_700,
        SentMemory = 24_000,
        SentSqlite = 700,
        Bytes = 3_951_234,
        Clients = 3,
        Seen = 29,
        Connects = 25,
        Disconnects = new(Closed: 11, Gone: 5, Stalled: 2, Refused: 4, Shutdown: 1, Replaced: 0, Error: 6),
        Lag = 17,
        ModelLag = 19,
        CommitUs = new(12_000, 540_000.5, 41.5, 60.2, 180.7, 25_000.1),
        SocketUs = new(24_001, 360_000.5, 14.1, 22.2, 91.3, 1_500.4),
        StagesUs = new(
            new(50, 25_000_000.5, 500_000.1, 510_000.2, 520_000.3, 530_000.4),
            new(50, 150_000.5, 3_000.1, 3_100.2, 3_200.3, 3_300.4),
            new(50, 50_000_000.5, 1_000_000.1, 1_100_000.2, 1_200_000.3, 1_300_000.4),
            new(50, 65_000.5, 1_300.1, 1_400.2, 1_500.3, 1_600.4)),
        Errors = new(
            Append: 7,
            Projection: 8,
            Checkpoint: 9,
            Damage: 18,
            Accept: 10,
            Send: 12,
            Limit: 13,
            Request: 14,
            Peer: 16,
            Internal: 15,
            Recognition: 22),
        Mic = new(Overruns: 18, Suspends: 20, Outages: 21, LostMs: 2_204, Corrected: 2_305),
    };
}
