using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;
using Swictation.Sockets.Requests;

namespace Swictation.Sockets.Feed;

/// <summary>
/// Serves the metrics socket: every client is a <see cref="FeedCursor"/> on the log. Used by the daemon and by the
/// replay tool.
/// </summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly FeedContext _feed;
    private readonly IDisposable _commits;
    private readonly ITimer _repetition;
    private readonly ConnectionSet<FeedConnection> _connections = new();
    private readonly BurstBrake _brake = new();
    private readonly CancellationTokenSource _serving;
    private readonly CancellationTokenSource _ending = new();
    private readonly Acceptor _acceptor;
    private int _lastClient;
    private TaskCompletionSource _visited = NewSource();

    /// <summary>Starts to serve at once. Owns the listener from now on.</summary>
    /// <param name="planner">Plans the feed of each new client.</param>
    /// <param name="metrics">The counters of the feed; null: nothing is counted.</param>
    /// <param name="outages">Notices of times in which nothing can be committed; null for a log that is only
    /// read.</param>
    public FeedServer(
        UnixListener listener,
        IEventLogReader log,
        ICommitNotice commits,
        IFeedPlanner planner,
        FeedOptions options,
        TimeProvider time,
        ILogger<FeedServer> logger,
        FeedMetrics? metrics = null,
        OutageNotice? outages = null)
    {
        var journal = new FeedJournal(logger, metrics ?? new(), time);
        var desk = new RequestDesk(options.History, options.ReadStatus, options.RequestTimeout, time);
        _feed = new(new(log, planner), options, time, journal, outages ?? new(), new(), new(), desk, _ending.Token);
        _serving = new(Timeout.InfiniteTimeSpan, time);
        journal.Metrics.MeasureLag = MeasureSlowestLag;
        _commits = commits.Subscribe(OfferToAll);
        _feed.Outages.Begun += AnnounceToAll;
        _repetition = time.CreateTimer(_ => BreakSilence(), null, options.IdleRepetition, options.IdleRepetition);
        _acceptor = new(
            listener, Take, RefuseStranger, journal.AcceptFailed, DescriptorLimit.ReservedFromFeed, () => false, time, logger);
        FeedLog.Listening(logger, listener.Path);
    }

    /// <summary>Clients that are connected now.</summary>
    public int ClientCount => _connections.Count;

    /// <summary>Clients that have ever connected.</summary>
    public int ClientsSeen => Volatile.Read(ref _lastClient);

    /// <summary>
    /// Completes when at least one client has got everything that was planned for it, and none is connected that has
    /// not. A feed that goes on into the future is never delivered.
    /// </summary>
    public Task WaitUntilDeliveredAsync(CancellationToken cancellationToken) =>
        _feed.Delivery.Completion.WaitAsync(cancellationToken);

    /// <summary>
    /// Completes when the feed has visited each of its clients once more, as it does every second, and has read the
    /// newest event: a sign of life.
    /// </summary>
    /// <exception cref="InvalidOperationException">It takes no clients any more: it is broken.</exception>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        if (!_acceptor.IsAccepting) throw new InvalidOperationException("The feed takes no clients any more.");
        await _visited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        var log = _feed.Source.Log;
        _ = log.ReadAfter(Math.Max(0, log.Head - 1));
    }

    /// <summary>
    /// Another log has come into the place of the one that is served. Clients of protocol 1 that had all of that go on with
    /// this one; others are closed behind the last event of the old one, those of protocol 2 with a <c>bye</c>, and find out
    /// when they come again.
    /// </summary>
    /// <param name="log">Nothing is appended to it before this returns.</param>
    public void Replace(IEventLogReader log, IFeedPlanner planner)
    {
        _feed.Play(null);
        _feed.Source = new(log, planner, log.Head);
        AnnounceToAll();
    }

    /// <summary>The session that clients of protocol 1 are sent in place of the present; null if none.</summary>
    public SessionId? Played => _feed.Playback?.Session;

    /// <summary>
    /// Sends a session that has ended to the clients of protocol 1, in place of their events and of a session
    /// that is played already. Each returns to the present when it has got all of it; clients that connect
    /// meanwhile get it too.
    /// </summary>
    /// <returns>To how many clients; 0 if none is connected: then nothing is played.</returns>
    public int Play(SessionId session, IFeedPlanner planner)
    {
        var clients = _connections.All.Where(client => !client.IsNumbered).ToList();
        if (clients.Count == 0) return 0;

        var playback = new Playback(session, planner);
        foreach (var client in clients) playback.Delivery.Begin(client.Id);
        _ = EndWhenDeliveredAsync(playback);
        _feed.Play(playback);
        AnnounceToAll();
        var left = _connections.All;
        foreach (var gone in clients.Where(client => !left.Contains(client))) playback.Delivery.Leave(gone.Id);
        return clients.Count;
    }

    /// <summary>Returns all clients to the present.</summary>
    /// <returns>False if no session was being played.</returns>
    public bool StopPlaying()
    {
        var wasPlaying = _feed.Play(null) is not null;
        AnnounceToAll();
        return wasPlaying;
    }

    /// <summary>
    /// Tells clients of protocol 2 what is going on, where that has changed; to be called about ten times a second.
    /// </summary>
    public void TellWhatGoesOn()
    {
        if (_feed.Options.TakeSnapshot is not { } take) return;

        Snapshot? snapshot = null;
        foreach (var connection in _connections.All.Where(client => client.IsGreeted))
            connection.Tell(snapshot ??= take());
    }

    /// <summary>
    /// Accepts no more clients, lets the connected ones read the log to its end (no longer than the drain timeout), and
    /// closes. Those that are held are closed at once: they would not hear it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _acceptor.DisposeAsync().ConfigureAwait(false);
        await _repetition.DisposeAsync().ConfigureAwait(false);
        _commits.Dispose();
        _feed.Outages.Begun -= AnnounceToAll;

        _feed.Play(null);
        await _ending.CancelAsync().ConfigureAwait(false);
        foreach (var connection in _connections.All) connection.Finish();
        _serving.CancelAfter(_feed.Options.DrainTimeout);
        await _connections.WhenEmptyAsync().ConfigureAwait(false);
        _feed.Desk.Dispose();
        _feed.Watch.Dispose();
        _serving.Dispose();
        _ending.Dispose();
    }

    private void Take(Socket socket, PeerCredentials peer)
    {
        if (_connections.Count is var connected && connected >= _feed.Options.MaxClients)
        {
            _feed.Journal.Refused(connected, _feed.Options.MaxClients);
            Refuse(socket, new(
                FeedErrorCode.TooManyClients,
                $"{_feed.Options.MaxClients} connected already; close one, or raise --max-clients"));
            return;
        }

        var id = Interlocked.Increment(ref _lastClient);
        var isDesktop = _feed.Options.Dialect.IsDesktop(peer);
        var connection = new FeedConnection(id, peer.ProcessId, socket, _feed, isDesktop, _serving.Token);
        _feed.Journal.Connected(id, peer);
        if (isDesktop) _feed.Journal.Held(id, _feed.Options.DesktopHold);
        _feed.Delivery.Begin(id);
        _connections.Run(
            connection, client => client.RunAsync(), error => _feed.Journal.Failed(id, error));
    }

    private void RefuseStranger(Socket socket, string reason)
    {
        _feed.Journal.StrangerRefused();
        Refuse(socket, new(FeedErrorCode.PermissionDenied, reason));
    }

    // This line fits into an empty socket buffer: sending it does not wait for the client.
    private static void Refuse(Socket socket, FeedError error)
    {
        socket.Blocking = false;
        socket.Send(ControlLines.Error(error).Span, SocketFlags.None, out _);
        socket.Dispose();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task EndWhenDeliveredAsync(Playback playback)
    {
        await Task.WhenAny(playback.Delivery.Completion, playback.Ended).ConfigureAwait(false);
        _feed.End(playback);
    }

    private void OfferToAll(long head)
    {
        var committedAt = _feed.Time.GetTimestamp();
        var clients = _connections.All;
        foreach (var client in clients) client.Offer(committedAt);
        _brake.GiveWay(head, clients);
    }

    private void AnnounceToAll()
    {
        foreach (var connection in _connections.All) connection.Call();
    }

    private long MeasureSlowestLag() => _connections.All.Select(connection => connection.Lag).DefaultIfEmpty().Max();

    private void BreakSilence()
    {
        foreach (var connection in _connections.All) connection.BreakSilence();
        Interlocked.Exchange(ref _visited, NewSource()).SetResult();
    }
}
