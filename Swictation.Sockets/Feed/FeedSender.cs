using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>
/// Sends one client what is behind its cursor: events when they are due, answers and control lines between them, and the
/// bytes that the socket has not taken yet before all else. For who holds the lock of the cursor.
/// </summary>
internal sealed class FeedSender
{
    private readonly int _id;
    private readonly FeedContext _feed;
    private readonly ClientFeed _client;
    private readonly ClientSocket _socket;
    private readonly ClientInput _input;
    private readonly ClientAnswers _answers;
    private readonly Silence _silence;
    private readonly Func<DisconnectReason, Task> _close;
    private readonly CancellationToken _closing;
    private FeedStep _pending = FeedStep.End;
    private FeedStep _halfSent = FeedStep.End;

    /// <param name="close">Ends the connection, for a client whose request leaves no other way.</param>
    /// <param name="closing">Set when the connection ends.</param>
    public FeedSender(
        int id,
        FeedContext feed,
        ClientFeed client,
        ClientSocket socket,
        ClientInput input,
        ClientAnswers answers,
        Silence silence,
        Func<DisconnectReason, Task> close,
        CancellationToken closing)
    {
        _id = id;
        _feed = feed;
        _client = client;
        _socket = socket;
        _input = input;
        _answers = answers;
        _silence = silence;
        _close = close;
        _closing = closing;
    }

    /// <summary>The newest event that was sent, or that the client left in the middle of.</summary>
    public EventEntry Newest { get; private set; }

    private FeedSubscription Subscription => _client.Subscription;

    private FeedCursor Cursor => Subscription.Cursor;

    /// <summary>Sends until the client has everything that is in the log, and is told of it. For the client's loop.</summary>
    public async Task SendToHeadAsync()
    {
        await _socket.SendAsync(default, _closing).ConfigureAwait(false);
        _feed.Journal.Metrics.Sent(_halfSent);
        _halfSent = FeedStep.End;
        while (true)
        {
            _closing.ThrowIfCancellationRequested();
            if (_input.TryTake(out var line)) await TakeLineAsync(line).ConfigureAwait(false);
            await _answers.SendMadeAsync(_closing).ConfigureAwait(false);
            if (_client.FollowPlayback()) _pending = FeedStep.End;

            var step = _pending.IsEnd ? Cursor.Next(recentOnly: false) : _pending;
            _pending = FeedStep.End;
            if (step.IsEnd)
            {
                if (!_client.ReturnToPresent()) break;
                continue;
            }

            if (step.Removed is { } removed)
            {
                await _socket.SendAsync(ControlLines.Removed(removed), _closing).ConfigureAwait(false);
                continue;
            }

            if (!await IsDueAsync(step).ConfigureAwait(false)) continue;
            if (step.Page.IsRevoked)
            {
                Cursor.TakeBack(step);
                continue;
            }

            Cursor.StopPacingAtPresent();
            Newest = step.Entries[^1];
            await _socket.SendAsync(Subscription.Encoder.Encode(step), _closing).ConfigureAwait(false);
            _silence.Note(Cursor);
            _feed.Journal.Metrics.Sent(step);
        }

        if (Subscription.TakeCut() is { } cut) _feed.Journal.CatchUpCut(_id, cut);
        if (Subscription is { IsNumbered: true, IsToldCaughtUp: false })
        {
            Subscription.IsToldCaughtUp = true;
            await _socket.SendAsync(ControlLines.CaughtUp(Cursor.Position), _closing).ConfigureAwait(false);
        }

        await _socket.SendAsync(Subscription.Announce(_feed.Outages.Current), _closing).ConfigureAwait(false);
        await _socket.SendAsync(TakeDue(), _closing).ConfigureAwait(false);
        if (Subscription.IsGreeted && _feed.Options.TakeSnapshot is { } take)
            await _socket.SendAsync(Subscription.Tell(take()), _closing).ConfigureAwait(false);
    }

    /// <summary>Sends what was committed a moment ago, as far as the socket takes it. Never waits.</summary>
    /// <param name="committedAt">Timestamp of the commit.</param>
    /// <returns>False: something is left, and the loop has to go on with it.</returns>
    public bool TrySendRecent(long committedAt)
    {
        while (true)
        {
            var step = Cursor.Next(recentOnly: true);
            if (step.IsEnd) return Cursor.IsAtEnd || Cursor.Position >= _client.Log.Head;
            if (step.DueIn > TimeSpan.Zero || step.Removed is not null)
            {
                _pending = step;
                return false;
            }

            _silence.Note(Cursor);
            Newest = step.Entries[^1];
            if (!_socket.TrySend(Subscription.Encoder.Encode(step)))
            {
                _halfSent = step;
                return false;
            }

            _feed.Journal.Metrics.Sent(step);
            _feed.Journal.Metrics.CommitToSocket.Record(_feed.Time.GetElapsedTime(committedAt, _socket.SentAt));
        }
    }

    /// <summary>Sends what breaks the client's silence, where that is due, as far as the socket takes it. Never waits.</summary>
    /// <returns>As of <see cref="TrySendRecent"/>.</returns>
    public bool TrySendDue() => _socket.TrySend(TakeDue());

    private ReadOnlyMemory<byte> TakeDue() => _silence.TakeDue(Subscription, _feed.Outages.Current);

    private async Task TakeLineAsync(ClientLine line)
    {
        if (line.IsRequest)
            await _answers.TakeAsync(line, Subscription.IsGreeted, _client.Log, _closing).ConfigureAwait(false);
        else
            await AnswerAsync(line).ConfigureAwait(false);
    }

    // Between two lines: the old feed ends, and the new one begins.
    private async Task AnswerAsync(ClientLine hello)
    {
        var answer = _client.Answer(hello, out var error);
        _pending = FeedStep.End;
        if (error is not null) _feed.Journal.RequestRefused(_id, error);
        await _socket.SendAsync(answer, _closing).ConfigureAwait(false);
        if (error is { IsCorrectable: false }) await _close(DisconnectReason.Error).ConfigureAwait(false);
    }

    // False: the client is to get something else meanwhile, and the step is not sent.
    private async Task<bool> IsDueAsync(FeedStep step)
    {
        var from = _feed.Time.GetTimestamp();
        var ended = _client.PlaybackEnded;
        var isThinned = step.FollowsRemoved(Newest.Sequence);
        while (step.DueIn - _feed.Time.GetElapsedTime(from) is { Ticks: > 0 } wait)
        {
            if (_input.TryTakeRequest(out var line)) await TakeLineAsync(line).ConfigureAwait(false);
            await _answers.SendMadeAsync(_closing).ConfigureAwait(false);
            var beat = Subscription.Heartbeat;
            if (beat > TimeSpan.Zero && beat < wait) wait = beat;
            if (isThinned && _silence.UntilRepetition(Subscription) is { } repetition)
            {
                if (repetition == TimeSpan.Zero)
                {
                    await _socket.SendAsync(_silence.Repeat(), _closing).ConfigureAwait(false);
                    continue;
                }

                if (repetition < wait) wait = repetition;
            }

            await _input.WaitAsync(wait, WhenAny(ended, _answers.Made), _feed.Time, _closing).ConfigureAwait(false);
            if (_input.HasHello || ended is { IsCompleted: true }) return false;

            // The cursor has passed events that are still to be sent: a client that resumed there would miss them.
            var sent = step.Entries[0].Sequence - 1;
            var heartbeat = _silence.DueHeartbeat(Subscription, sent, TimeSpan.Zero);
            if (!heartbeat.IsEmpty) await _socket.SendAsync(heartbeat, _closing).ConfigureAwait(false);
            _silence.End();
        }

        return true;
    }

    private static Task? WhenAny(Task? one, Task? other) =>
        one is not null && other is not null ? Task.WhenAny(one, other) : one ?? other;
}
