using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Storage;

namespace Swictation.Daemon.Host;

/// <summary>Serves the event log on the metrics socket.</summary>
internal static class FeedFactory
{
    /// <param name="readStatus">The reply to <c>status</c>; empty until everything is up.</param>
    public static FeedServer Serve(
        DaemonContext context,
        UnixListener listener,
        SqliteEventLog log,
        ICommitNotice commits,
        SessionRecorder recorder,
        IInput input,
        DiskWatch disk,
        ISessionHistory history,
        Func<ReadOnlyMemory<byte>> readStatus,
        FeedMetrics metrics,
        OutageNotice outages)
    {
        var options = context.Options;
        var feed = new FeedServer(
            listener,
            log.Reader,
            commits,
            new LiveFeedPlanner(log.Reader, options.CatchUpLimit),
            new FeedOptions
            {
                StallTimeout = options.StallTimeout,
                MaxClients = options.MaxClients,
                Dialect = options.ClientDialect,
                ServerVersion = ProductVersion.Current,
                TakeSnapshot = () => WhatGoesOn.Now(recorder, input, disk.Trouble, log.HoldsUpTo),
                History = history,
                ReadStatus = readStatus,
            },
            context.Time,
            context.Loggers.CreateLogger<FeedServer>(),
            metrics,
            outages);
        log.Replaced += () => feed.Replace(log.Reader, new LiveFeedPlanner(log.Reader, options.CatchUpLimit));
        return feed;
    }
}
