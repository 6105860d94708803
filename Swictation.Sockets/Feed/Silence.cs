using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>The lines for a client after a silence, so that it does not take the daemon for dead.</summary>
/// <remarks>
/// Only for the holder of the cursor's lock; <see cref="Break"/> for any thread.
/// </remarks>
internal sealed class Silence(ClientSocket socket, TimeSpan interval, TimeProvider time)
{
    private static readonly byte[] Idle =
        Encoding.UTF8.GetBytes($$"""{"type":"{{MetricsUpdate.TypeName}}","state":"{{PhaseName.Of(Phase.Idle)}}",""");

    private long _metricsSentAt;
    private ReadOnlyMemory<byte> _metricsSent;
    private volatile bool _isToBreak;
    private long _waitedUntil;

    /// <summary>Notes the lines that have just been sent.</summary>
    public void Note(FeedCursor cursor)
    {
        if (cursor.LastMetrics.Equals(_metricsSent)) return;
        _metricsSent = cursor.LastMetrics;
        _metricsSentAt = time.GetTimestamp();
    }

    /// <summary>An interval is over: the next <see cref="TakeDue"/> may have something to say.</summary>
    public void Break() => _isToBreak = true;

    /// <summary>The line that was waited for comes now: the wait was no silence, also for an interval that ends in this moment.</summary>
    public void End()
    {
        _isToBreak = false;
        _waitedUntil = time.GetTimestamp();
    }

    /// <summary>
    /// The lines that break the silence, once after every <see cref="Break"/>. Empty if none are due.
    /// </summary>
    public ReadOnlyMemory<byte> TakeDue(FeedSubscription subscription, LogOutage? outage)
    {
        if (!_isToBreak) return default;
        _isToBreak = false;

        // Half an interval less, because a timer that fires a little early must not leave out a repetition.
        var slack = interval / 2;
        return subscription.IsNumbered
            ? DueHeartbeat(subscription, subscription.Cursor.Position, slack)
            : DueMetrics(subscription.Cursor, interval - slack, outage);
    }

    /// <summary>Under protocol 2 a heartbeat, if the client has asked for that. Empty if nothing is due.</summary>
    /// <param name="position">Everything up to here has been sent.</param>
    public ReadOnlyMemory<byte> DueHeartbeat(FeedSubscription subscription, long position, TimeSpan slack) =>
        subscription.Heartbeat > TimeSpan.Zero
        && time.GetElapsedTime(socket.SentAt) >= subscription.Heartbeat - slack
            ? ControlLines.Heartbeat(position, time.GetUtcNow())
            : default;

    /// <summary>
    /// How long a client of protocol 1 that waits for the next event of a paced feed may still go without metrics, which it takes
    /// for a sign of life: recorded ones have been thinned. Null where there are none to repeat.
    /// </summary>
    public TimeSpan? UntilRepetition(FeedSubscription subscription)
    {
        if (subscription.IsNumbered || _metricsSent.IsEmpty) return null;

        var left = interval - time.GetElapsedTime(_metricsSentAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The metrics that were sent last, once more.</summary>
    public ReadOnlyMemory<byte> Repeat()
    {
        _metricsSentAt = time.GetTimestamp();
        return _metricsSent;
    }

    // Under protocol 1 the stored metrics once more, when there were none of late and there need not be any: outside a
    // session, in a paused one (its metrics say idle), and while nothing can be stored. They have a state in them,
    // which the error then has to follow.
    private ReadOnlyMemory<byte> DueMetrics(FeedCursor cursor, TimeSpan silence, LogOutage? outage)
    {
        var areMoreToCome = cursor.IsInSession && !cursor.LastMetrics.Span.StartsWith(Idle);
        if ((areMoreToCome && outage is null)
            || cursor.LastMetrics.IsEmpty
            || time.GetElapsedTime(Math.Max(_metricsSentAt, _waitedUntil)) < silence)
        {
            return default;
        }

        _metricsSentAt = time.GetTimestamp();
        if (outage is null) return cursor.LastMetrics;
        return (byte[])[.. cursor.LastMetrics.Span, .. OutageLines.StateChange(outage).Span];
    }
}
