using Swictation.Plumbing.Metrics;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Metrics;

/// <summary>What a feed has done since it was opened. Any thread may read, also after the feed is closed.</summary>
public sealed class FeedMetrics
{
    private long _sentFromMemory;
    private long _sentFromStorage;
    private long _bytesSent;
    private long _connects;

    public long EventsSentFromMemory => Volatile.Read(ref _sentFromMemory);

    public long EventsSentFromStorage => Volatile.Read(ref _sentFromStorage);

    /// <summary>Bytes that sockets have taken, with hellos, heartbeats and repetitions.</summary>
    public long BytesSent => Volatile.Read(ref _bytesSent);

    /// <summary>Clients that were taken; who was refused was not.</summary>
    public long Connects => Volatile.Read(ref _connects);

    public CounterSet<DisconnectReason> Disconnects { get; } = new();

    public CounterSet<FeedErrorKind> Errors { get; } = new();

    /// <summary>
    /// From the commit until the socket of a client that was up to date had all of it, for each client. A client that
    /// is behind is not in it: the lag says how far.
    /// </summary>
    public LatencyHistogram CommitToSocket { get; } = new();

    /// <summary>Clients that are connected now.</summary>
    public long Clients => Connects - CounterSet<DisconnectReason>.Kinds
        .Where(reason => reason != DisconnectReason.Refused)
        .Sum(reason => Disconnects[reason]);

    /// <summary>Everybody who ever came.</summary>
    public long ClientsSeen => Connects + Disconnects[DisconnectReason.Refused];

    /// <summary>Events between the slowest client and the head of the log.</summary>
    public long SlowestLag => MeasureLag();

    internal Func<long> MeasureLag { get; set; } = () => 0;

    internal void Connected() => Interlocked.Increment(ref _connects);

    /// <summary>All of a step is with the socket.</summary>
    internal void Sent(in FeedStep step)
    {
        if (step.IsEnd) return;
        Interlocked.Add(ref step.Page.IsFromMemory ? ref _sentFromMemory : ref _sentFromStorage, step.Count);
    }

    internal void SentBytes(int count) => Interlocked.Add(ref _bytesSent, count);
}
