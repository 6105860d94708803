using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Feed;

/// <summary>
/// One client of the metrics socket: a cursor and what the socket has not taken yet. Its loop sends whatever is behind the head and
/// then parks; while it is parked, the committing thread sends to it directly (a hop to another thread costs more than the send).
/// Nobody ever waits for a client but its own loop (promise P6).
/// </summary>
internal sealed class FeedConnection : IDisposable
{
    // A client that reads at all gets through this much within the stall timeout.
    private const int MostBytesAtOnce = 16 * 1024;

    private readonly int _id;
    private readonly Socket _socket;
    private readonly IEventLogReader _log;
    private readonly FeedCursor _cursor;
    private readonly Delivery _delivery;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Turn _turn = new();
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly CancellationTokenSource _closing;
    private FeedStep _unsent;
    private long _metricsSentAt;
    private ReadOnlyMemory<byte> _metricsSent;
    private volatile bool _finishing;

    public FeedConnection(
        int id,
        Socket socket,
        IEventLogReader log,
        FeedCursor cursor,
        Delivery delivery,
        FeedOptions options,
        TimeProvider time,
        ILogger logger,
        CancellationToken stopping)
    {
        _id = id;
        _socket = socket;
        _socket.Blocking = false;
        _log = log;
        _cursor = cursor;
        _delivery = delivery;
        _options = options;
        _time = time;
        _logger = logger;
        _closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

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
                if (_cursor.IsAtEnd) _delivery.Complete(_id);
            }
            while (!isLastRound && (!_turn.TryPark() || await WokenAsync().ConfigureAwait(false)));

            FeedLog.ClientClosed(_logger, _id, _cursor.Position);
        }
        catch (OperationCanceledException)
        {
            FeedLog.ClientClosed(_logger, _id, _cursor.Position);
        }
        catch (TimeoutException)
        {
            FeedLog.ClientStalled(_logger, _id, _cursor.Position, _options.StallTimeout.TotalSeconds);
        }
        catch (SocketException e)
        {
            FeedLog.ClientGone(_logger, _id, _cursor.Position, e.SocketErrorCode);
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
    /// Something was committed: sends it at once if the client has everything before it. Called by the committing thread; never
    /// waits.
    /// </summary>
    public void Offer()
    {
        if (!_turn.TryTake()) return;
        if (!TrySendRecent() || !_turn.TryPark()) Wake();
    }

    /// <summary>
    /// Sends the stored metrics again if the client is outside a session and has had none of late. Called once in every interval.
    /// </summary>
    public void RepeatMetrics(TimeSpan interval)
    {
        if (!_turn.TryTake()) return;

        // Half of the interval, because a timer that fires a little early must not leave out a repetition.
        var isDue = !_cursor.IsInSession && !_cursor.LastMetrics.IsEmpty
            && _time.GetElapsedTime(_metricsSentAt) >= interval / 2;
        if (isDue) _metricsSentAt = _time.GetTimestamp();
        if ((isDue && !TrySend(_cursor.LastMetrics)) || !_turn.TryPark()) Wake();
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
        var step = _unsent;
        _unsent = FeedStep.End;
        do
        {
            _closing.Token.ThrowIfCancellationRequested();
            await SendAsync(step).ConfigureAwait(false);
            NoteMetrics();
            step = _cursor.Next(recentOnly: false);
        }
        while (!step.IsEnd);
    }

    private async Task SendAsync(FeedStep step)
    {
        if (step.DueIn > TimeSpan.Zero) await Task.Delay(step.DueIn, _time, _closing.Token).ConfigureAwait(false);

        var lines = step.Lines;
        while (!lines.IsEmpty)
        {
            var some = lines[..Math.Min(lines.Length, MostBytesAtOnce)];
            if (!TrySendNow(some.Span, out var sent)) sent = await SendWhenReadyAsync(some).ConfigureAwait(false);
            lines = lines[sent..];
        }
    }

    private async Task<int> SendWhenReadyAsync(ReadOnlyMemory<byte> lines)
    {
        using var stalled = new CancellationTokenSource(_options.StallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, _closing.Token);
        try
        {
            return await _socket.SendAsync(lines, SocketFlags.None, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    // False: something is left, and the loop has to go on with it.
    private bool TrySendRecent()
    {
        while (true)
        {
            var step = _cursor.Next(recentOnly: true);
            if (step.IsEnd) return _cursor.Position >= _log.Head;
            if (step.DueIn > TimeSpan.Zero)
            {
                _unsent = step;
                return false;
            }

            NoteMetrics();
            if (!TrySend(step.Lines)) return false;
        }
    }

    private bool TrySend(ReadOnlyMemory<byte> lines)
    {
        var sent = 0;
        try
        {
            TrySendNow(lines.Span, out sent);
        }
        catch (SocketException)
        {
            // The loop will meet the same error, and it is the one to say so and to end.
        }

        _unsent = new(lines[sent..], TimeSpan.Zero);
        return _unsent.IsEnd;
    }

    private bool TrySendNow(ReadOnlySpan<byte> lines, out int sent)
    {
        sent = _socket.Send(lines, SocketFlags.None, out var error);
        if (error == SocketError.Success) return true;
        sent = 0;
        return error == SocketError.WouldBlock ? false : throw new SocketException((int)error);
    }

    private void NoteMetrics()
    {
        if (_cursor.LastMetrics.Equals(_metricsSent)) return;
        _metricsSent = _cursor.LastMetrics;
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

    // Protocol 1 clients say nothing. The end of their input is no reason to close: a client may shut down its sending side and
    // read on (nc does). Whether it is really gone, a send of nothing tells.
    private async Task ReadUntilGoneAsync()
    {
        var ignored = new byte[1024];
        try
        {
            while (await _socket.ReceiveAsync(ignored, SocketFlags.None, _closing.Token).ConfigureAwait(false) > 0)
            {
            }

            TrySendNow([], out _);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await _closing.CancelAsync().ConfigureAwait(false);
        }
    }
}
