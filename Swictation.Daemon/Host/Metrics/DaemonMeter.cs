using System.Diagnostics.Metrics;
using Swictation.Daemon.Platform;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>
/// The meter <c>Swictation</c> of System.Diagnostics.Metrics, for tools that attach to the process. Counters are read
/// when a tool asks, so that counting costs the daemon no more than an addition; latencies are passed on as they occur.
/// </summary>
internal sealed class DaemonMeter : IDisposable
{
    public const string Name = "Swictation";

    private readonly Meter _meter = new(Name, ProductVersion.Current);

    public DaemonMeter(MetricSources sources)
    {
        var numbers = DaemonMetrics.All.OfType<NumberMetric>().Where(metric => metric.Instrument is not null);
        foreach (var instrument in numbers.GroupBy(metric => metric.Instrument!)) Observe(instrument.Key, [.. instrument]);

        foreach (var latency in DaemonMetrics.All.OfType<LatencyMetric>())
            latency.Read(sources).Instrument = _meter.CreateHistogram<double>(NameOf(latency.Instrument!), "s");

        void Observe(string instrument, NumberMetric[] metrics)
        {
            var (name, first) = (NameOf(instrument), metrics[0]);
            if (first.IsGauge)
                _meter.CreateObservableGauge(name, Measure, first.Unit, first.Help);
            else
                _meter.CreateObservableCounter(name, Measure, first.Unit, first.Help);

            IEnumerable<Measurement<long>> Measure() => metrics.Select(metric =>
                new Measurement<long>((long)metric.Read(sources), metrics.Length == 1 ? [] : [TagOf(metric)]));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static string NameOf(string instrument) => $"swictation.{instrument}";

    private static KeyValuePair<string, object?> TagOf(NumberMetric metric) =>
        new(metric.Tag!.Value.Name, metric.Tag.Value.Value);
}
