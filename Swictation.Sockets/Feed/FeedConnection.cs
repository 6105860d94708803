using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>
/// One client of the metrics socket: a cursor and what the socket has not taken yet. Its loop sends whatever is behind
/// the head and then parks; while it is parked, the committing thread sends to it directly (a hop to another thread
/// costs more than the send). Nobody ever waits for a client but its own loop (promise P6).
/// </summary>
internal sealed class FeedConnection : IDisposable
{
    private readonly int _id;
    private readonly ClientSocket _socket;
    private readonly ClientInput _input;
    private readonly IEventLogReader _log;
    private readonly Delivery _delivery;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Turn _turn = new();
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly CancellationTokenSource _closing;
    private FeedSubscription _subscription;
    private FeedStep _pending = FeedStep.End;
    private long _metricsSentAt;
    private ReadOnlyMemory<byte> _metricsSent;
    private volatile bool _finishing;

    public FeedConnection(
        int id,
        Socket socket,
        IEventLogReader log,
        IFeedPlanner planner,
        Delivery delivery,
        FeedOptions options,
        TimeProvider time,
        ILogger logger,
        CancellationToken stopping)
    {
        _id = id;
        _socket = new(socket, options.StallTimeout, time);
        _input = new(_socket, Call);
        _log = log;
        _subscription = FeedSubscription.Standard(log, planner, time);
        _delivery = delivery;
        _options = options;
        _time = time;
        _logger = logger;
        _closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    private FeedCursor Cursor => _subscription.Cursor;

    /// <summary>Sends until the client is gone, stalls, or is told to finish.</summary>
    public async Task RunAsync()
    {
        await using var closing = _closing.Token.Register(Call).ConfigureAwait(false);
        var reading = ReadUntilGoneAsync();
        try
        {
            bool isLastRound;
            do
            {
                isLastRound = _finishing;
                await SendToHeadAsync().ConfigureAwait(false);
                if (Cursor.IsAtEnd) _delivery.Complete(_id);
            }
            while (!isLastRound && (!_turn.TryPark() || await WokenAsync().ConfigureAwait(false)));

            await SayGoodbyeAsync().ConfigureAwait(false);
            FeedLog.ClientClosed(_logger, _id, Cursor.Position);
        }
        catch (OperationCanceledException)
        {
            FeedLog.ClientClosed(_logger, _id, Cursor.Position);
        }
        catch (TimeoutException)
        {
            FeedLog.ClientStalled(_logger, _id, Cursor.Position, _options.StallTimeout.TotalSeconds);
        }
        catch (SocketException e)
        {
            FeedLog.ClientGone(_logger, _id, Cursor.Position, e.SocketErrorCode);
        }
        finally
        {
            _socket.Dispose();
            _delivery.Leave(_id);
            await _closing.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Something was committed: sends it at once if the client has everything before it. Called by the committing
    /// thread; never waits.
    /// </summary>
    public void Offer()
    {
        if (!_turn.TryTake()) return;
        if (!TrySendRecent() || !_turn.TryPark()) Wake();
    }

    /// <summary>
    /// Breaks a silence: sends a protocol 1 client the stored metrics again if it is outside a session and has had none
    /// of late, and a protocol 2 client a heartbeat if it has asked for that. Called once in every interval.
    /// </summary>
    public void BreakSilence(TimeSpan interval)
    {
        if (!_turn.TryTake()) return;

        // Half an interval less, because a timer that fires a little early must not leave out a repetition.
        var slack = interval / 2;
        ReadOnlyMemory<byte> line = default;
        if (_subscription.IsNumbered)
        {
            line = DueHeartbeat(Cursor.Position, slack);
        }
        else if (!Cursor.IsInSession && !Cursor.LastMetrics.IsEmpty
            && _time.GetElapsedTime(_metricsSentAt) >= interval - slack)
        {
            line = Cursor.LastMetrics;
            _metricsSentAt = _time.GetTimestamp();
        }

        if ((!line.IsEmpty && !_socket.TrySend(line)) || !_turn.TryPark()) Wake();
    }

    /// <summary>Ends the loop once the client has everything that is in the log now.</summary>
    public void Finish()
    {
        _finishing = true;
        Call();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _closing.Dispose();
        _woken.Dispose();
    }

    private async Task SendToHeadAsync()
    {
        await _socket.SendAsync(default, _closing.Token).ConfigureAwait(false);
        while (true)
        {
            _closing.Token.ThrowIfCancellationRequested();
            if (_input.TryTake(out var request)) await AnswerAsync(request).ConfigureAwait(false);

            var step = _pending.IsEnd ? Cursor.Next(recentOnly: false) : _pending;
            _pending = FeedStep.End;
            if (step.IsEnd) break;
            if (!await IsDueAsync(step).ConfigureAwait(false)) continue;

            await _socket.SendAsync(_subscription.Encoder.Encode(step), _closing.Token).ConfigureAwait(false);
            NoteMetrics();
        }

        if (_subscription is { IsNumbered: true, IsToldCaughtUp: false })
        {
            _subscription.IsToldCaughtUp = true;
            await _socket.SendAsync(ControlLines.CaughtUp(Cursor.Position), _closing.Token).ConfigureAwait(false);
        }
    }

    // Between two lines: what was being sent ends, and what was asked for begins.
    private async Task AnswerAsync(ClientRequest request)
    {
        var error = request.Error;
        var head = _log.Head;
        if (request.Hello is { } hello && HelloPlanner.Plan(_log, hello, head, out error) is { } planner)
        {
            _subscription = FeedSubscription.Requested(_log, planner, hello, _time);
            var reply = ControlLines.Hello(_log.LogId, _log.Oldest, head, _options.ServerVersion);
            await _socket.SendAsync(reply, _closing.Token).ConfigureAwait(false);
        }
        else
        {
            FeedLog.RequestRefused(_logger, _id, error!.Code, error.Message);
            await _socket.SendAsync(ControlLines.Error(error), _closing.Token).ConfigureAwait(false);
            if (!error.IsCorrectable) await _closing.CancelAsync().ConfigureAwait(false);
            _subscription = FeedSubscription.Nothing(_log, _time);
        }

        _pending = FeedStep.End;
    }

    // False: the client wants something else meanwhile, and the step is not sent.
    private async Task<bool> IsDueAsync(FeedStep step)
    {
        var from = _time.GetTimestamp();
        while (step.DueIn - _time.GetElapsedTime(from) is { Ticks: > 0 } wait)
        {
            var beat = _subscription.Heartbeat;
            if (beat > TimeSpan.Zero && beat < wait) wait = beat;
            await _input.WaitAsync(wait, _time, _closing.Token).ConfigureAwait(false);
            if (_input.HasRequest) return false;

            // The cursor has passed what is still to be sent: a client that resumed there would miss it.
            var line = DueHeartbeat(step.Entries[0].Sequence - 1, TimeSpan.Zero);
            if (!line.IsEmpty) await _socket.SendAsync(line, _closing.Token).ConfigureAwait(false);
        }

        return true;
    }

    // False: something is left, and the loop has to go on with it.
    private bool TrySendRecent()
    {
        while (true)
        {
            var step = Cursor.Next(recentOnly: true);
            if (step.IsEnd) return Cursor.IsAtEnd || Cursor.Position >= _log.Head;
            if (step.DueIn > TimeSpan.Zero)
            {
                _pending = step;
                return false;
            }

            NoteMetrics();
            if (!_socket.TrySend(_subscription.Encoder.Encode(step))) return false;
        }
    }

    private ReadOnlyMemory<byte> DueHeartbeat(long position, TimeSpan slack) =>
        _subscription.Heartbeat > TimeSpan.Zero
        && _time.GetElapsedTime(_socket.SentAt) >= _subscription.Heartbeat - slack
            ? ControlLines.Heartbeat(position, _time.GetUtcNow())
            : default;

    private async Task SayGoodbyeAsync()
    {
        if (_subscription.IsNumbered)
            await _socket.SendAsync(ControlLines.Bye("shutdown"), _closing.Token).ConfigureAwait(false);
    }

    private void NoteMetrics()
    {
        if (Cursor.LastMetrics.Equals(_metricsSent)) return;
        _metricsSent = Cursor.LastMetrics;
        _metricsSentAt = _time.GetTimestamp();
    }

    private async Task<bool> WokenAsync()
    {
        await _woken.WaitAsync().ConfigureAwait(false);
        return true;
    }

    // Who wakes the loop hands the turn over to it.
    private void Wake() => _woken.Release();

    private void Call()
    {
        if (_turn.TryTake()) Wake();
    }

    private async Task ReadUntilGoneAsync()
    {
        try
        {
            await _input.ReadAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await _closing.CancelAsync().ConfigureAwait(false);
        }
    }
}
