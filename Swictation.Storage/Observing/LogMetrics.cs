using Swictation.Plumbing.Metrics;

namespace Swictation.Storage.Observing;

/// <summary>Counts the work of the event log since it was opened. Any thread may read.</summary>
public sealed class LogMetrics
{
    private long _eventsCommitted;

    public long EventsCommitted => Volatile.Read(ref _eventsCommitted);

    /// <summary>How long each transaction took, from its beginning until it was durable.</summary>
    public LatencyHistogram CommitLatency { get; } = new(LatencyBounds.OfSteps);

    public CounterSet<LogErrorKind> Errors { get; } = new();

    /// <summary>Called by the one thread that commits.</summary>
    internal void Committed(int events, TimeSpan took)
    {
        Volatile.Write(ref _eventsCommitted, _eventsCommitted + events);
        CommitLatency.Record(took);
    }
}
