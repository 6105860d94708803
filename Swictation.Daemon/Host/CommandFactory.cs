using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Host.Service;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Host;

/// <summary>Serves the actions on the command socket.</summary>
internal static class CommandFactory
{
    /// <param name="sockets">Stopped by a quit; null where the service manager has none of this daemon.</param>
    public static CommandServer Serve(
        DaemonParts parts, UnixListener listener, IHostApplicationLifetime lifetime, OwnSockets? sockets)
    {
        var (options, feedMetrics) = (parts.Context.Options, parts.Metrics.Feed);
        return new(
            listener,
            new DaemonCommands(
                parts.Recorder,
                parts.Log.Current,
                parts.Input,
                new FeedPlayback(parts.Feed, parts.Log.Current),
                lifetime,
                () => feedMetrics.Clients,
                () => MetricValues.Collect(parts.Metrics),
                bytes => UnsavedEvents.FindRoom(bytes, options),
                () => sockets?.Stop(),
                parts.Log.BeginToRebuildReadModels,
                parts.Context.Time),
            new CommandOptions { MaxClients = options.MaxClients },
            parts.Context.Time,
            parts.Context.Loggers.CreateLogger<CommandServer>(),
            feedMetrics.Errors);
    }
}
