using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Host.Service;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Unsaved;

namespace Swictation.Daemon.Host;

/// <summary>Serves the actions on the command socket.</summary>
internal static class CommandFactory
{
    /// <param name="editor">Carries out what people add.</param>
    /// <param name="sockets">Stopped by a quit; null where the service manager has none of this daemon.</param>
    public static CommandServer Serve(
        DaemonParts parts, LogEditor editor, UnixListener listener, IHostApplicationLifetime lifetime, OwnSockets? sockets)
    {
        var ((options, time, loggers, _), log, recorder, input, metrics, _, feed) = parts;
        var commands = new DaemonCommands(
            recorder,
            log.Current,
            input,
            new FeedPlayback(feed, log.Current),
            lifetime,
            new(recorder, input.Late, lifetime, bytes => UnsavedEvents.FindRoom(bytes, options), () => sockets?.Stop()),
            new(log.Current, log.BeginToRebuildReadModels),
            ForgetActionOf(parts),
            new(recorder, log.Current, editor, time),
            StatusOf(parts, lifetime),
            () => MetricValues.Collect(metrics),
            time);
        return new(
            listener,
            commands,
            new CommandOptions { MaxClients = options.MaxClients },
            time,
            loggers.CreateLogger<CommandServer>(),
            metrics.Feed.Errors);
    }

    private static ForgetAction ForgetActionOf(DaemonParts parts)
    {
        var ((options, time, _, _), log, recorder, _, _, _, _) = parts;
        var (path, places) = (options.DatabasePath, UnsavedEvents.Places(options));
        // Those that can be read lose words, and the others may go as a whole.
        var unsaved = new UnsavedForgetting(path, places, _ => false, time);
        return new(
            log,
            new UnstoredWords(recorder, path, places, time),
            () => [.. SetAsideFiles.Find(path, options.RuntimeDirectory), .. unsaved.FindUnreadable()],
            time);
    }

    /// <summary>Reads what <c>status</c> replies, as it is at that moment.</summary>
    public static Func<CommandReply> StatusOf(DaemonParts parts, IHostApplicationLifetime lifetime)
    {
        var (_, log, recorder, input, metrics, _, feed) = parts;
        return () => new StatusReply(
            recorder,
            log.Current,
            input,
            new FeedPlayback(feed, log.Current),
            LogCondition.Of(log, parts.Disk.Trouble),
            lifetime.ApplicationStopping.IsCancellationRequested).With((int)metrics.Feed.Clients);
    }
}
