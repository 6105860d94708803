namespace Swictation.Sockets.Metrics;

/// <summary>Faults of the microphone; docs/operations.md explains each.</summary>
/// <param name="LostMs">Sound that was lost, in milliseconds.</param>
/// <param name="Corrected">Samples left out or put in to keep time.</param>
public sealed record MicrophoneFigures(long Overruns, long Suspends, long Outages, long LostMs, long Corrected)
{
    /// <summary>Each fault by its name on the wire.</summary>
    public IEnumerable<(string Name, long Count)> FaultsByName() =>
        [("overruns", Overruns), ("suspends", Suspends), ("outages", Outages)];
}
