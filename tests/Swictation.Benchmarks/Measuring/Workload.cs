namespace Swictation.Benchmarks.Measuring;

/// <summary>What clients are sent in one run.</summary>
/// <param name="WarmUp">Lines that do not count: what is compiled and mapped at first use is so afterwards.</param>
/// <param name="Count">Lines that count.</param>
/// <param name="Rate">Lines a second; 0: as fast as possible.</param>
internal sealed record Workload(int Clients, long WarmUp, long Count, int Rate)
{
    public const int FlatOut = 0;

    private const int SlowestFlatOut = 2_000;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    /// <summary>No run takes longer.</summary>
    public TimeSpan Deadline =>
        Slack + TimeSpan.FromSeconds((WarmUp + Count) / (double)(Rate == FlatOut ? SlowestFlatOut : Rate));
}
