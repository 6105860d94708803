using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Host.Service;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Platform.Load;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Plumbing.Clocks;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Metrics;
using Swictation.Storage;
using Swictation.Storage.Queries;
using Swictation.Storage.Usage;

namespace Swictation.Daemon.Host;

/// <summary>
/// Puts the parts together, by hand, along the arrow source, recorder, event log, feed; takes them down in the same
/// order, so that what was heard still gets through to the clients.
/// </summary>
internal static class DaemonHost
{
    /// <summary>Runs the daemon until a command or a signal stops it.</summary>
    /// <param name="readLevels">Reads the level of the log again.</param>
    /// <returns>Null, or why it failed.</returns>
    /// <exception cref="SwictationException">It cannot start; nothing was made or changed.</exception>
    public static async Task<string?> RunAsync(
        DaemonOptions options, Func<LogLevels> readLevels, CancellationToken cancellationToken)
    {
        // All names come from where the log is behind its links: those of audio and of what could not be stored too.
        var given = options.DatabasePath;
        options = options with { DatabasePath = SqliteEventLog.Resolve(given) };
        var logSetting = new LogSetting(options.LogLevel, readLevels);
        using var loggers = LoggerFactory.Create(logSetting.AddTo);
        options = ChosenRecogniser.In(options, loggers);
        var context = new DaemonContext(
            options, new LocalTime(), loggers, ExitPoint.Read(Environment.GetEnvironmentVariable));
        var (time, logger) = (context.Time, context.Logger);
        foreach (var unknown in UnknownVariables.Explain(Environment.GetEnvironmentVariables().Keys.Cast<string>()))
            HostLog.UnknownVariable(logger, unknown);
        if (ZoneVariable.Explain(Environment.GetEnvironmentVariable) is { } fault) HostLog.UnknownVariable(logger, fault);

        var told = ServiceEnvironment.Take();
        using var passed = PassedSockets.Take(told.PassedNames);
        StartChecks.EnsureUsable(options, given, passed);
        // From here on it may take a while: a recogniser is loaded, a log upgraded or salvaged.
        HostLog.Starting(logger, ProductVersion.Current, options.DatabasePath);
        var capture = new CaptureMetrics();
        await using var opened = await InputFactory.OpenAsync(context, capture).ConfigureAwait(false);
        using var metricsListener = ListenerFactory.Listen(passed.Metrics, options.MetricsSocket, logger);
        using var ipcListener = ListenerFactory.Listen(passed.Ipc, options.IpcSocket, logger);

        var commits = CommitNotices.Create();
        using var commitsOwned = commits as IDisposable;
        await using var log = LogFactory.Open(context, commits);
        var earlier = EarlierDaemons.TakeOver(context, log);
        if (!ReserveFile.TryMake(options.DatabasePath)) UnsavedLog.NoReserve(logger, options.DatabasePath);

        using var gate = new RecordingGate();
        using var gpu = NvmlGpuMeter.Open();
        var load = new ProcessLoadMeter(time, new ChildProcesses(), gpu);
        var outages = new OutageNotice();
        if (earlier.Microphone.MayOpen || options.IsHoldOnCommandLine) opened.GetReady();
        var recorder = RecorderFactory.ComeUp(context, log, earlier, opened, gate, load, outages);
        using var queries = new SessionQueries(options.DatabasePath, isOpen: true);
        var history = new SessionCatalogue(queries, log.Current);
        var editor = new LogEditor(recorder, log.Current, history, time);
        await using var input = opened.Connect(recorder, gate, log.Current, editor);

        // Known when everything is up.
        Func<CommandReply>? readStatus = null;
        var feedMetrics = new FeedMetrics();
        var disk = new DiskWatch(
            options.DatabasePath, () => DiskForecast.Of(options.DatabasePath, time.GetUtcNow()), logger);
        var metrics = new MetricSources(log, feedMetrics, capture, recorder.Stages, () => input.Microphone, () => disk.Forecast, time);
        using var meter = new DaemonMeter(metrics);
        using var report = new MetricsReport(() => MetricValues.Collect(metrics), time, logger);
        await using var feed = FeedFactory.Serve(
            context,
            metricsListener,
            log,
            commits,
            recorder,
            input,
            disk,
            history,
            () => readStatus is { } read ? CommandReplyLine.Write(read()) : default,
            feedMetrics,
            outages);

        var parts = new DaemonParts(context, log, recorder, input, metrics, disk, feed);
        var exit = new ExitStatus();
        using var host = HostFactory.Build(
            parts, earlier, exit, new(told.NotifySocket is not null, logSetting, logger));
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var sockets = passed is { Metrics: null, Ipc: null } ? null : new OwnSockets(time, logger);
        await using var commands = CommandFactory.Serve(parts, editor, ipcListener, lifetime, sockets);
        readStatus = CommandFactory.StatusOf(parts, lifetime);
        // Beside a socket that was passed in, who has passed it makes the link if it is wanted.
        using var link = passed.Ipc is null ? new CommandSocketLink(ipcListener.Path, logger) : null;
        using var links = SocketLinks.Make(options, metricsListener.Path, ipcListener.Path, logger);
        await using var manager = ReportTo(told, parts);
        if (manager is not null)
        {
            lifetime.ApplicationStarted.Register(manager.Ready);
            lifetime.ApplicationStopping.Register(manager.Stopping);
        }

        lifetime.ApplicationStarted.Register(
            () => HostLog.Ready(
                logger, ProductVersion.Current, options.DatabasePath, Counted.Of(log.Reader.Head, "event")));
        await host.RunAsync(cancellationToken).ConfigureAwait(false);
        if (sockets is not null) await sockets.WhenStoppedAsync().ConfigureAwait(false);
        HostLog.Stopped(logger);
        return exit.Failure;
    }

    private static ServiceReport? ReportTo(ServiceEnvironment told, DaemonParts parts) => ServiceReport.Start(
        told,
        [
            new("The recorder", _ => Task.Run(parts.Recorder.Answer, CancellationToken.None)),
            new("The event log", _ => Task.Run(parts.Log.Answer, CancellationToken.None)),
            new("The feed", parts.Feed.AnswerAsync),
        ],
        () => StatusLine.Of(parts.Recorder.State, parts.Recorder.HasSource, parts.Metrics.Feed.Clients),
        parts.Context.Time,
        parts.Context.Logger);
}
