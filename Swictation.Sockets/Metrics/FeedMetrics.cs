using Swictation.Plumbing.Metrics;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Metrics;

/// <summary>A feed's counters since it was opened. Any thread may read them, also after the feed is closed.</summary>
public sealed class FeedMetrics
{
    private long _sentFromMemory;
    private long _sentFromStorage;
    private long _bytesSent;
    private long _connects;

    public long EventsSentFromMemory => Volatile.Read(ref _sentFromMemory);

    public long EventsSentFromStorage => Volatile.Read(ref _sentFromStorage);

    /// <summary>Bytes written to sockets, with hellos, heartbeats and repetitions.</summary>
    public long BytesSent => Volatile.Read(ref _bytesSent);

    /// <summary>Clients that were accepted, without refused ones.</summary>
    public long Connects => Volatile.Read(ref _connects);

    public CounterSet<DisconnectReason> Disconnects { get; } = new();

    public CounterSet<FeedErrorKind> Errors { get; } = new();

    /// <summary>
    /// Time from the commit until the socket of a client that was up to date had taken the event, for each client.
    /// Clients that are behind do not count: the lag says how far.
    /// </summary>
    public LatencyHistogram CommitToSocket { get; } = new(LatencyBounds.OfSteps);

    /// <summary>Clients that are connected now.</summary>
    public long Clients => Connects - CounterSet<DisconnectReason>.Kinds
        .Where(reason => reason != DisconnectReason.Refused)
        .Sum(reason => Disconnects[reason]);

    /// <summary>All clients that ever connected.</summary>
    public long ClientsSeen => Connects + Disconnects[DisconnectReason.Refused];

    /// <summary>Events between the slowest client and the head of the log.</summary>
    public long SlowestLag => MeasureLag();

    internal Func<long> MeasureLag { get; set; } = () => 0;

    internal void Connected() => Interlocked.Increment(ref _connects);

    /// <summary>Counts the events of a step that the socket has taken.</summary>
    internal void Sent(in FeedStep step)
    {
        if (step.IsEnd) return;
        Interlocked.Add(ref step.Page.IsFromMemory ? ref _sentFromMemory : ref _sentFromStorage, step.Count);
    }

    internal void SentBytes(int count) => Interlocked.Add(ref _bytesSent, count);
}
