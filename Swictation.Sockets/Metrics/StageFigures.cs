namespace Swictation.Sockets.Metrics;

/// <summary>
/// Where the time of segments of speech went, from their end to the commit; docs/operations.md says what each one
/// means.
/// </summary>
public sealed record StageFigures(
    LatencyFigures Capture, LatencyFigures Wait, LatencyFigures Recognition, LatencyFigures Commit)
{
    /// <summary>Each stage by its name on the wire, in the order in which a segment passes them.</summary>
    public IEnumerable<(string Name, LatencyFigures Latency)> ByName() =>
        [("capture", Capture), ("wait", Wait), ("recognition", Recognition), ("commit", Commit)];
}
