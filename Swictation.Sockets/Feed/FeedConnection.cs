using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>
/// One client of the metrics socket, from its coming to its leaving. Its loop sends everything behind the head
/// (<see cref="FeedSender"/>) and then parks; while it is parked, the committing thread sends to it directly (a hop to
/// another thread costs more than the send). Only its own loop ever waits for a client (promise P6).
/// </summary>
internal sealed class FeedConnection : IDisposable
{
    private readonly int _id;
    private readonly int _processId;
    private readonly FeedContext _feed;
    private readonly bool _isHeld;
    private readonly ClientFeed _client;
    private readonly ClientSocket _socket;
    private readonly ClientInput _input;
    private readonly ClientAnswers _answers;
    private readonly Silence _silence;
    private readonly FeedSender _sender;
    private readonly CursorLock _lock = new();
    private readonly CancellationTokenSource _closing;
    private DisconnectReason _reason = DisconnectReason.Shutdown;
    private volatile bool _finishing;
    private long _seenAt;

    /// <param name="isDesktop">Whether the client is served as the Tauri desktop interface needs it.</param>
    public FeedConnection(
        int id, int processId, Socket socket, FeedContext feed, bool isDesktop, CancellationToken stopping)
    {
        _id = id;
        _processId = processId;
        _feed = feed;
        _isHeld = isDesktop;
        _client = new(id, isDesktop, feed);
        _socket = new(socket, feed.Watch, feed.Options.StallTimeout, feed.Time, feed.Journal.Metrics);
        _input = new(_socket, _lock.Call);
        _answers = new(id, feed, _socket, _lock.Call);
        _silence = new(_socket, feed.Options.IdleRepetition, feed.Time);
        _closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _sender = new(id, feed, _client, _socket, _input, _answers, _silence, CloseAsync, _closing.Token);
    }

    public int Id => _id;

    /// <summary>True for a client of protocol 2 that is told of what is going on. Any thread may ask, as for
    /// <see cref="IsNumbered"/>.</summary>
    public bool IsGreeted => Subscription.IsGreeted;

    /// <summary>True for a client of protocol 2. Any thread may ask, for an answer that was true a moment ago.</summary>
    public bool IsNumbered => Subscription.IsNumbered;

    /// <summary>Events that the client has still to be sent.</summary>
    public long Lag => Cursor.Lag;

    /// <summary>True if the client has got something since this was last asked. For one thread.</summary>
    public bool HasMoved()
    {
        var before = _seenAt;
        _seenAt = Cursor.Position;
        return _seenAt != before;
    }

    private FeedSubscription Subscription => _client.Subscription;

    private FeedCursor Cursor => Subscription.Cursor;

    /// <summary>Sends until the client disconnects or stalls, or the feed finishes.</summary>
    public async Task RunAsync()
    {
        await using var closing = _closing.Token.Register(_lock.Call).ConfigureAwait(false);
        var reading = ReadUntilGoneAsync();
        try
        {
            if (_isHeld) await HoldAsync().ConfigureAwait(false);
            bool isLastRound;
            do
            {
                isLastRound = _finishing;
                await _sender.SendToHeadAsync().ConfigureAwait(false);
                if (_client.IsOfFormerLog)
                {
                    isLastRound = false;
                    await MoveOnAsync().ConfigureAwait(false);
                    continue;
                }

                if (Cursor.IsAtEnd && _answers.IsEmpty) _feed.Delivery.Complete(_id);
                if (!isLastRound) await _lock.ParkAsync().ConfigureAwait(false);
            }
            while (!isLastRound);

            var goodbye = Subscription.IsNumbered ? ControlLines.Bye(ByeReason.Shutdown) : default;
            await _socket.SendAsync(goodbye, _closing.Token).ConfigureAwait(false);
            _feed.Journal.Closed(_id, Cursor.Position, DisconnectReason.Shutdown);
        }
        catch (OperationCanceledException) when (_reason == DisconnectReason.Gone)
        {
            _feed.Journal.SendFailed(Failed(new((int)SocketError.ConnectionReset)));
        }
        catch (OperationCanceledException)
        {
            _feed.Journal.Closed(_id, Cursor.Position, _reason);
        }
        catch (BufferLimitReachedException e)
        {
            _feed.Journal.Stalled(_id, Cursor.Position, _feed.Options.StallTimeout, e);
        }
        catch (EventLogDamagedException e)
        {
            // Between two lines, with nothing waiting to be sent: this does not wait for the client.
            var error = new FeedError(FeedErrorCode.LogDamaged, e.Message);
            if (Subscription.IsNumbered) _socket.TrySend(ControlLines.Error(error));
            _feed.Journal.LogDamaged(_id, Cursor.Position, e);
        }
        catch (SocketException e)
        {
            // Who has read everything and closes while a line is on its way has left as others do. The system says to one of
            // two, here or to the reading loop, whether lines were left unread.
            var isReset = e.SocketErrorCode != SocketError.Shutdown || _socket.TakeReset();
            await _closing.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            if (isReset || _reason == DisconnectReason.Gone) _feed.Journal.SendFailed(Failed(e));
            else _feed.Journal.Closed(_id, Cursor.Position, DisconnectReason.Closed);
        }
        finally
        {
            _socket.Dispose();
            _feed.Delivery.Leave(_id);
            _client.Leave();
            await _closing.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            await _answers.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Something was committed: sends it at once if the client has everything before it. Called by the committing
    /// thread; never waits.
    /// </summary>
    /// <param name="committedAt">Timestamp of the commit.</param>
    public void Offer(long committedAt)
    {
        if (!_lock.TryTake()) return;
        if (!_sender.TrySendRecent(committedAt) || !_lock.TryPark()) _lock.HandOver();
    }

    /// <summary>
    /// Breaks a silence: sends a protocol 1 client the stored metrics again if it is outside a session and has had none
    /// of late, and a protocol 2 client a heartbeat if it has asked for that. Called once in every interval; a client
    /// that is being sent something gets it behind that.
    /// </summary>
    public void BreakSilence()
    {
        _silence.Break();
        if (!_lock.TryTake()) return;
        if (!_sender.TrySendDue() || !_lock.TryPark()) _lock.HandOver();
    }

    /// <summary>Makes the loop look for an outage to report. Never waits.</summary>
    public void Call() => _lock.Call();

    /// <summary>Makes the loop tell a client of protocol 2 of what is going on, where it does not know. Never waits.</summary>
    public void Tell(Snapshot snapshot)
    {
        if (!snapshot.SaysNoMoreThan(Subscription.Told)) _lock.Call();
    }

    /// <summary>Ends the loop once the client has everything that is in the log now.</summary>
    public void Finish()
    {
        _finishing = true;
        _lock.Call();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _closing.Dispose();
        _lock.Dispose();
    }

    // Until the client's window listens, or it asks for something. Its feed is planned afterwards, so that nothing that is
    // committed meanwhile is missing or comes twice. Commits find the lock taken, and go on.
    private async Task HoldAsync()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, _feed.Ending);
        await _input.WaitAsync(_feed.Options.DesktopHold, ended: null, _feed.Time, ending.Token).ConfigureAwait(false);
        _client.Begin();
    }

    // All of the old log has been sent that was to be.
    private async Task MoveOnAsync()
    {
        if (_client.TryMoveOn()) return;

        var goodbye = Subscription.IsNumbered ? ControlLines.Bye(ByeReason.LogChanged) : default;
        await _socket.SendAsync(goodbye, _closing.Token).ConfigureAwait(false);
        await CloseAsync(DisconnectReason.Replaced).ConfigureAwait(false);
    }

    private async Task ReadUntilGoneAsync()
    {
        if (await _input.ReadAsync(_closing.Token).ConfigureAwait(false) is { } reason)
            await CloseAsync(reason).ConfigureAwait(false);
    }

    private ClientSendFailedException Failed(SocketException error) =>
        new(_id, _processId, _sender.Newest.Type.Name ?? "", _sender.Newest.Sequence, error.Message);

    private Task CloseAsync(DisconnectReason reason)
    {
        _reason = reason;
        return _closing.CancelAsync();
    }
}
