using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Protocol;

namespace Swictation.Replay.Playing;

/// <summary>Serves a session over a metrics socket, with the daemon's own feed.</summary>
/// <param name="history">Answers what clients ask about other sessions.</param>
/// <param name="from">So far into the session each client begins.</param>
/// <param name="pace">How fast each client gets it, counted from when it connects; from the end of its hold where it is held.</param>
/// <param name="dialect">Which clients are served as the Tauri desktop interface needs it.</param>
internal sealed class SessionPlayer(
    IEventLogReader log,
    ISessionHistory history,
    RecordedSession session,
    TimeSpan from,
    Pace pace,
    ClientDialect dialect,
    TimeProvider time,
    ILoggerFactory loggers)
{
    /// <summary>
    /// Plays until every client has got all of it, at least one; for ever if the session is open, or if asked to stay.
    /// </summary>
    /// <param name="ready">Called with the path of the socket when clients can connect.</param>
    /// <exception cref="SocketBindFailedException">The socket cannot be made; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task PlayAsync(
        SocketPlace place, bool stay, Action<string> ready, CancellationToken cancellationToken)
    {
        var commits = new CommitNotice();
        using var listener = PlaybackSocket.Bind(place);
        await using var feed = new FeedServer(
            listener,
            log,
            commits,
            new SessionFeedPlanner(log, session.Id, pace, from),
            // A client that has all of it has nothing to drain; one that waits for a later event is closed at the end.
            new FeedOptions
            {
                DrainTimeout = TimeSpan.Zero,
                Dialect = dialect,
                TakeSnapshot = () => Snapshot.OfReplay(session.Id, log.Head),
                Replay = session.Id,
                History = history,
            },
            time,
            loggers.CreateLogger<FeedServer>());
        ready(listener.Path);
        if (session.IsOpen)
            await CommitFollower.RunAsync(log, commits, cancellationToken).ConfigureAwait(false);
        else if (stay)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        else
            await feed.WaitUntilDeliveredAsync(cancellationToken).ConfigureAwait(false);
    }
}
