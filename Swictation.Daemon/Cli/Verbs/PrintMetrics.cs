using System.Text;
using Swictation.Daemon.Cli.Metrics;
using Swictation.Daemon.Host.Metrics;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>--metrics</c>: asks the running daemon for its figures and prints them.</summary>
internal static class PrintMetrics
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="DaemonUnreachableException">No daemon answers, or one that has no figures.</exception>
    public static async Task<int> RunAsync(
        GivenSettings given, MetricsForm form, CancellationToken cancellationToken)
    {
        var ipcSocketPath = SocketPlace.Of(given.IpcSocket).Find();
        var reply = await CommandClient.SendAsync(ipcSocketPath, "metrics", Timeout, cancellationToken)
            .ConfigureAwait(false);
        if (reply is not MetricsReply { Metrics: var figures })
        {
            throw new DaemonUnreachableException(
                ipcSocketPath, $"the daemon gives no metrics ({reply.Error}); restart it with this version");
        }

        var metrics = new MetricValues(figures);
        await using var output = PlainConsole.OpenOutput();
        await output.WriteAsync(form switch
        {
            MetricsForm.Json => CommandReplyLine.Write(reply),
            MetricsForm.Prometheus => Encoding.UTF8.GetBytes(PrometheusText.Of(metrics)),
            _ => Encoding.UTF8.GetBytes(MetricsTable.Of(metrics)),
        }, cancellationToken).ConfigureAwait(false);
        return 0;
    }
}
