namespace Swictation.Daemon.Cli.Metrics;

/// <summary>In which form <c>--metrics</c> prints.</summary>
internal enum MetricsForm
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>The daemon's reply as it is.</summary>
    Json,

    /// <summary>For Prometheus.</summary>
    Prometheus,
}
