namespace Swictation.Benchmarks.Roles;

/// <summary>What the clients of one run saw.</summary>
/// <param name="IsComplete">Every client got every line in time.</param>
/// <param name="Faults">Lines that were left out, came twice or out of order. More than none makes the run
/// worthless.</param>
/// <param name="Lines">Lines that count, over all clients.</param>
/// <param name="EventsPerSecond">From the first that was sent to the last that was received; the same for each
/// client.</param>
internal sealed record ReadingResult(
    bool IsComplete,
    long Faults,
    long Lines,
    double P50Us,
    double P99Us,
    double P999Us,
    double MaxUs,
    double EventsPerSecond);
