using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Host.Service;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Platform.Clocks;
using Swictation.Daemon.Platform.Load;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Decisions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Storage;
using Swictation.Storage.Observing;
using Swictation.Storage.Queries;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Daemon.Host;

/// <summary>
/// Puts the parts together along the arrow source, recorder, event log, feed; takes them down in the same order, so
/// that what was heard still gets through to the clients.
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
        var time = TimeProvider.System;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var logSetting = new LogSetting(options.LogLevel, readLevels);
        logSetting.AddTo(builder.Logging);
        using var loggers = LoggerFactory.Create(logSetting.AddTo);
        var logger = loggers.CreateLogger("Swictation.Daemon");

        foreach (var unknown in UnknownVariables.Explain(Environment.GetEnvironmentVariables().Keys.Cast<string>()))
            HostLog.UnknownVariable(logger, unknown);
        var steps = ExitPoint.Read(Environment.GetEnvironmentVariable);

        // Checks come before anything makes a file: a start that fails leaves nothing behind.
        var told = ServiceEnvironment.Take();
        using var passed = PassedSockets.Take(told.PassedNames);
        if (passed.Metrics is null) SocketPlace.Of(options.MetricsSocket).EnsureUsable();
        if (passed.Ipc is null) SocketPlace.Of(options.IpcSocket).EnsureUsable();
        // By the name that was given: the owners of the links on the way count too.
        SqliteEventLog.EnsureUsable(given, options.MakesDataDirectory);
        var places = WordFile.PlacesOf(options.DatabasePath, options.RuntimeDirectory);
        PrivateFiles.EnsureOwn(
            options.DatabasePath,
            [
                .. places.Select(place => place.Path),
                ReserveFile.PathOf(options.DatabasePath),
                .. UnsavedEvents.FindBeside(options.DatabasePath),
            ]);
        // From here on it may take a while: a recogniser is loaded, a log upgraded or salvaged.
        HostLog.Starting(logger, ProductVersion.Current, options.DatabasePath);
        var capture = new CaptureMetrics();
        await using var opened = await InputFactory.OpenAsync(options, capture, time, loggers).ConfigureAwait(false);
        using var metricsListener = Listen(passed.Metrics, options.MetricsSocket, logger);
        using var ipcListener = Listen(passed.Ipc, options.IpcSocket, logger);

        if (options.MakesDataDirectory) MakeDirectory(options.DatabasePath);
        var commits = CommitNotices.Create();
        using var commitsOwned = commits as IDisposable;
        await using var log = SqliteEventLog.Open(
            new(options.DatabasePath) { Durability = options.Durability, Steps = steps },
            commits,
            time,
            loggers.CreateLogger<SqliteEventLog>());
        var isLogNew = log.Reader.Head == 0;
        var found = WordsFound.In([.. places.Select(place => place.Read())], UnsavedEvents.FindWords(options));
        new UnsavedReturn(log, log.Reader, logger).TakeBack(options);
        var microphone = MicrophoneDecision.Of(isLogNew, found, options.Record);
        var words = new WordKeeper(places, found, logger);
        if (isLogNew && found is { Newest: null, IsInDoubt: false }) words.Keep(Word.None);
        if (!ReserveFile.TryMake(options.DatabasePath)) UnsavedLog.NoReserve(logger, options.DatabasePath);
        using var gate = new RecordingGate();
        using var gpu = NvmlGpuMeter.Open();
        var load = new ProcessLoadMeter(time, new ChildProcesses(), gpu);
        var outages = new OutageNotice();
        var patient = new PatientLog(log, outages, time, loggers.CreateLogger<PatientLog>());
        if (microphone.MayOpen || options.IsHoldOnCommandLine) opened.GetReady();
        steps?.Invoke(LogStep.Recover, isDone: false);
        var recorder = ComeUp(
            options, microphone, words, log.Reader.ReadForFold(), patient, opened, gate, load, time, logger);
        steps?.Invoke(LogStep.Recover, isDone: true);
        await using var input = opened.Connect(recorder, gate, log.Current);

        using var queries = new SessionQueries(options.DatabasePath, isOpen: true);
        // Known when everything is up.
        Func<CommandReply>? readStatus = null;
        var feedMetrics = new FeedMetrics();
        var metrics = new MetricSources(log, feedMetrics, capture, recorder.Stages, () => input.Microphone, time);
        using var meter = new DaemonMeter(metrics);
        using var report = new MetricsReport(() => MetricValues.Collect(metrics), time, logger);
        await using var feed = new FeedServer(
            metricsListener,
            log.Reader,
            commits,
            new LiveFeedPlanner(log.Reader, options.CatchUpLimit),
            new FeedOptions
            {
                StallTimeout = options.StallTimeout,
                MaxClients = options.MaxClients,
                Dialect = options.ClientDialect,
                ServerVersion = ProductVersion.Current,
                TakeSnapshot = () => WhatGoesOn.Now(recorder, input),
                History = new SessionCatalogue(queries, log.Current),
                ReadStatus = () => readStatus is { } read ? CommandReplyLine.Write(read()) : default,
            },
            time,
            loggers.CreateLogger<FeedServer>(),
            feedMetrics,
            outages);

        log.Replaced += () => feed.Replace(log.Reader, new LiveFeedPlanner(log.Reader, options.CatchUpLimit));

        var exit = new ExitStatus();
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan)
            .AddSingleton(time)
            .AddSingleton(options)
            .AddSingleton(microphone)
            .AddSingleton(words)
            .AddSingleton(input)
            .AddSingleton(recorder)
            .AddSingleton(feed)
            .AddSingleton(log.Current)
            .AddSingleton(exit)
            .AddSingleton(new Hangup(told.NotifySocket is not null, logSetting, logger))
            .AddSingleton<IHostLifetime, SignalLifetime>()
            .AddHostedService<MetricsService>()
            .AddHostedService<InputService>()
            .AddHostedService<MicrophoneService>()
            .AddHostedService<LateAudioService>();
        using var host = builder.Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var sockets = passed is { Metrics: null, Ipc: null } ? null : new OwnSockets(time, logger);
        await using var commands = new CommandServer(
            ipcListener,
            new DaemonCommands(
                recorder,
                log.Current,
                input,
                new FeedPlayback(feed, log.Current),
                lifetime,
                () => feedMetrics.Clients,
                () => MetricValues.Collect(metrics),
                bytes => UnsavedEvents.FindRoom(bytes, options),
                () => sockets?.Stop(),
                log.BeginToRebuildReadModels,
                time),
            new CommandOptions { MaxClients = options.MaxClients },
            time,
            loggers.CreateLogger<CommandServer>(),
            feedMetrics.Errors);
        readStatus = () => new StatusReply(
            recorder,
            log.Current,
            input,
            new FeedPlayback(feed, log.Current),
            lifetime.ApplicationStopping.IsCancellationRequested).With((int)feedMetrics.Clients);
        // Beside a socket that was passed in, who has passed it makes the link if it is wanted.
        using var link = passed.Ipc is null ? new CommandSocketLink(ipcListener.Path, logger) : null;
        using var links = SocketLinks.Make(options, metricsListener.Path, ipcListener.Path, logger);
        await using var manager = ServiceReport.Start(
            told,
            [
                new("The recorder", _ => Task.Run(recorder.Answer, CancellationToken.None)),
                new("The event log", _ => Task.Run(log.Answer, CancellationToken.None)),
                new("The feed", feed.AnswerAsync),
            ],
            () => StatusLine.Of(recorder.State, recorder.HasSource, feedMetrics.Clients),
            time,
            logger);
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

    private static UnixListener Listen(Socket? passed, SocketSetting socket, ILogger logger)
    {
        if (passed is not null)
        {
            var over = UnixListener.Over(passed);
            ServiceLog.SocketPassed(logger, over.Path);
            return over;
        }

        var place = SocketPlace.Of(socket);
        var listener = place.Bind();
        if (listener.Path != place.Path && place.Obstacle is { } obstacle)
            HostLog.SocketElsewhere(logger, obstacle, listener.Path);
        return listener;
    }

    private static SessionRecorder ComeUp(
        DaemonOptions options,
        MicrophoneDecision microphone,
        WordKeeper words,
        IEnumerable<StoredEvent> stored,
        PatientLog log,
        IOpenedInput input,
        RecordingGate gate,
        ISystemLoadMeter load,
        TimeProvider time,
        ILogger logger)
    {
        var state = LogRecovery.Fold(stored);
        var hasAudio = input.FindLeft(state.Session);
        var recovery = RestartDecider.ComeUp(
            state, options.ResumeWindow, time.GetLocalNow(), hasAudio, microphone.MayGoOn, input.IsLive);
        foreach (var recovered in recovery.OfType<SessionRecovered>())
        {
            if (recovered.Resumed)
                HostLog.SessionResumed(logger, recovered.Session, state.IsPaused ? "is still paused" : "goes on");
            else if (hasAudio)
                HostLog.SessionClosing(logger, recovered.Session);
            else
                HostLog.SessionClosed(logger, recovered.Session);
        }

        var wasToRecord = SessionDecider.IsListening(state) || options.Record == RecordOption.Configured;
        if (wasToRecord && !microphone.Starts && microphone.Reason is { } reason)
            LastWordLog.StaysClosed(logger, reason);
        var recorder = new SessionRecorder(
            log, state, gate, input.Backlog, load, time, new SuspensionMeter(), words, input.IsLive);
        recorder.ComeUp(recovery, options.OffTheRecord);
        if (recorder.State.IsOffTheRecord) HostLog.OffTheRecord(logger);
        return recorder;
    }

    private static void MakeDirectory(string databasePath)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(databasePath, $"its directory cannot be made: {e.Message}", e);
        }
    }
}
