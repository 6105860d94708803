using System.Diagnostics;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>What was measured while events were appended one by one.</summary>
/// <param name="AppendP99">Time that the recorder waits for its log.</param>
/// <param name="ReceiptP99">Time from the beginning of an append until a client has the event.</param>
internal readonly record struct Latencies(TimeSpan AppendP99, TimeSpan ReceiptP99)
{
    // Another process may take both cores away for a few time slices.
    private static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(8);

    public static Latencies From(IReadOnlyList<long> appends, IEnumerable<IReadOnlyList<long>> receipts) =>
        new(P99(appends), P99([.. receipts.SelectMany(receipt => receipt)]));

    public bool AreWithinTwice(Latencies other) =>
        AppendP99 <= (2 * other.AppendP99) + Allowance && ReceiptP99 <= (2 * other.ReceiptP99) + Allowance;

    public override string ToString() =>
        $"p99 append {AppendP99.TotalMilliseconds:0.00} ms, receipt {ReceiptP99.TotalMilliseconds:0.00} ms";

    private static TimeSpan P99(IReadOnlyList<long> timestamps) =>
        TimeSpan.FromSeconds(timestamps.Order().ElementAt(timestamps.Count * 99 / 100)
            / (double)Stopwatch.Frequency);
}
