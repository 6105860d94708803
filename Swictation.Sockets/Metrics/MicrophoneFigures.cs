namespace Swictation.Sockets.Metrics;

/// <summary>What went wrong with the microphone; docs/operations.md says what each one means.</summary>
/// <param name="LostMs">Sound that was lost, in milliseconds.</param>
/// <param name="Corrected">Samples left out or put in to keep time.</param>
public sealed record MicrophoneFigures(long Overruns, long Suspends, long Outages, long LostMs, long Corrected)
{
    /// <summary>Each fault by its name on the wire.</summary>
    public IEnumerable<(string Name, long Count)> FaultsByName() =>
        [("overruns", Overruns), ("suspends", Suspends), ("outages", Outages)];
}
