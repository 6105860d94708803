using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>
/// Sends one client what is behind its cursor: events when they are due, answers and control lines between them, and the
/// bytes that the socket has not taken yet before all else. For who holds the lock of the cursor.
/// </summary>
/// <param name="close">Ends the connection, for a client whose request leaves no other way.</param>
/// <param name="closing">Set when the connection ends.</param>
internal sealed class FeedSender(
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
    private FeedStep _pending = FeedStep.End;
    private FeedStep _halfSent = FeedStep.End;

    /// <summary>The newest event that was sent, or that the client left in the middle of.</summary>
    public EventEntry Newest { get; private set; }

    private FeedSubscription Subscription => client.Subscription;

    private FeedCursor Cursor => Subscription.Cursor;

    /// <summary>Sends until the client has everything that is in the log, and is told of it. For the client's loop.</summary>
    public async Task SendToHeadAsync()
    {
        await socket.SendAsync(default, closing).ConfigureAwait(false);
        feed.Journal.Metrics.Sent(_halfSent);
        _halfSent = FeedStep.End;
        while (true)
        {
            closing.ThrowIfCancellationRequested();
            if (input.TryTake(out var line)) await TakeLineAsync(line).ConfigureAwait(false);
            await answers.SendMadeAsync(closing).ConfigureAwait(false);
            if (client.FollowPlayback()) _pending = FeedStep.End;

            var step = _pending.IsEnd ? Cursor.Next(recentOnly: false) : _pending;
            _pending = FeedStep.End;
            if (step.IsEnd)
            {
                if (!client.ReturnToPresent()) break;
                continue;
            }

            if (step.Removed is { } removed)
            {
                await socket.SendAsync(ControlLines.Removed(removed), closing).ConfigureAwait(false);
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
            await socket.SendAsync(Subscription.Encoder.Encode(step), closing).ConfigureAwait(false);
            silence.Note(Cursor);
            feed.Journal.Metrics.Sent(step);
        }

        if (Subscription.TakeCut() is { } cut) feed.Journal.CatchUpCut(id, cut);
        if (Subscription is { IsNumbered: true, IsToldCaughtUp: false })
        {
            Subscription.IsToldCaughtUp = true;
            await socket.SendAsync(ControlLines.CaughtUp(Cursor.Position), closing).ConfigureAwait(false);
        }

        await socket.SendAsync(Subscription.Announce(feed.Outages.Current), closing).ConfigureAwait(false);
        await socket.SendAsync(TakeDue(), closing).ConfigureAwait(false);
        if (Subscription.IsGreeted && feed.Options.TakeSnapshot is { } take)
            await socket.SendAsync(Subscription.Tell(take()), closing).ConfigureAwait(false);
    }

    /// <summary>Sends what was committed a moment ago, as far as the socket takes it. Never waits.</summary>
    /// <param name="committedAt">Timestamp of the commit.</param>
    /// <returns>False: something is left, and the loop has to go on with it.</returns>
    public bool TrySendRecent(long committedAt)
    {
        while (true)
        {
            var step = Cursor.Next(recentOnly: true);
            if (step.IsEnd) return Cursor.IsAtEnd || Cursor.Position >= client.Log.Head;
            if (step.DueIn > TimeSpan.Zero || step.Removed is not null)
            {
                _pending = step;
                return false;
            }

            silence.Note(Cursor);
            Newest = step.Entries[^1];
            if (!socket.TrySend(Subscription.Encoder.Encode(step)))
            {
                _halfSent = step;
                return false;
            }

            feed.Journal.Metrics.Sent(step);
            feed.Journal.Metrics.CommitToSocket.Record(feed.Time.GetElapsedTime(committedAt, socket.SentAt));
        }
    }

    /// <summary>Sends what breaks the client's silence, where that is due, as far as the socket takes it. Never waits.</summary>
    /// <returns>As of <see cref="TrySendRecent"/>.</returns>
    public bool TrySendDue() => socket.TrySend(TakeDue());

    private ReadOnlyMemory<byte> TakeDue() => silence.TakeDue(Subscription, feed.Outages.Current);

    private async Task TakeLineAsync(ClientLine line)
    {
        if (line.IsRequest)
            await answers.TakeAsync(line, Subscription.IsGreeted, client.Log, closing).ConfigureAwait(false);
        else
            await AnswerAsync(line).ConfigureAwait(false);
    }

    // Between two lines: the old feed ends, and the new one begins.
    private async Task AnswerAsync(ClientLine hello)
    {
        var answer = client.Answer(hello, out var error);
        _pending = FeedStep.End;
        if (error is not null) feed.Journal.RequestRefused(id, error);
        await socket.SendAsync(answer, closing).ConfigureAwait(false);
        if (error is { IsCorrectable: false }) await close(DisconnectReason.Error).ConfigureAwait(false);
    }

    // False: the client is to get something else meanwhile, and the step is not sent.
    private async Task<bool> IsDueAsync(FeedStep step)
    {
        var from = feed.Time.GetTimestamp();
        var ended = client.PlaybackEnded;
        var isThinned = step.FollowsRemoved(Newest.Sequence);
        while (step.DueIn - feed.Time.GetElapsedTime(from) is { Ticks: > 0 } wait)
        {
            if (input.TryTakeRequest(out var line)) await TakeLineAsync(line).ConfigureAwait(false);
            await answers.SendMadeAsync(closing).ConfigureAwait(false);
            var beat = Subscription.Heartbeat;
            if (beat > TimeSpan.Zero && beat < wait) wait = beat;
            if (isThinned && silence.UntilRepetition(Subscription) is { } repetition)
            {
                if (repetition == TimeSpan.Zero)
                {
                    await socket.SendAsync(silence.Repeat(), closing).ConfigureAwait(false);
                    continue;
                }

                if (repetition < wait) wait = repetition;
            }

            await input.WaitAsync(wait, WhenAny(ended, answers.Made), feed.Time, closing).ConfigureAwait(false);
            if (input.HasHello || ended is { IsCompleted: true }) return false;

            // The cursor has passed events that are still to be sent: a client that resumed there would miss them.
            var sent = step.Entries[0].Sequence - 1;
            var heartbeat = silence.DueHeartbeat(Subscription, sent, TimeSpan.Zero);
            if (!heartbeat.IsEmpty) await socket.SendAsync(heartbeat, closing).ConfigureAwait(false);
            silence.End();
        }

        return true;
    }

    private static Task? WhenAny(Task? one, Task? other) =>
        one is not null && other is not null ? Task.WhenAny(one, other) : one ?? other;
}
