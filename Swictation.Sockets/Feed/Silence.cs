using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>What a client is told after a silence, so that it does not take the daemon for dead.</summary>
internal sealed class Silence(ClientSocket socket, TimeProvider time)
{
    private static readonly byte[] Idle =
        Encoding.UTF8.GetBytes($$"""{"type":"{{EventType.MetricsUpdate}}","state":"{{PhaseName.Of(Phase.Idle)}}",""");

    private long _metricsSentAt;
    private ReadOnlyMemory<byte> _metricsSent;

    /// <summary>Takes notice of what has just been sent.</summary>
    public void Note(FeedCursor cursor)
    {
        if (cursor.LastMetrics.Equals(_metricsSent)) return;
        _metricsSent = cursor.LastMetrics;
        _metricsSentAt = time.GetTimestamp();
    }

    /// <summary>
    /// Under protocol 1 the stored metrics once more, when there were none of late and there need not be any: outside a
    /// session, in a paused one (its metrics say idle), and while nothing can be stored. They have a state in them,
    /// which the error then has to follow. Empty
    /// if nothing is due.
    /// </summary>
    public ReadOnlyMemory<byte> DueMetrics(FeedCursor cursor, TimeSpan interval, LogOutage? outage)
    {
        var areMoreToCome = cursor.IsInSession && !cursor.LastMetrics.Span.StartsWith(Idle);
        if ((areMoreToCome && outage is null)
            || cursor.LastMetrics.IsEmpty
            || time.GetElapsedTime(_metricsSentAt) < interval)
        {
            return default;
        }

        _metricsSentAt = time.GetTimestamp();
        if (outage is null) return cursor.LastMetrics;
        return (byte[])[.. cursor.LastMetrics.Span, .. OutageLines.StateChange(outage).Span];
    }

    /// <summary>Under protocol 2 a heartbeat, if the client has asked for that. Empty if nothing is due.</summary>
    /// <param name="position">Everything up to here has been sent.</param>
    public ReadOnlyMemory<byte> DueHeartbeat(FeedSubscription subscription, long position, TimeSpan slack) =>
        subscription.Heartbeat > TimeSpan.Zero
        && time.GetElapsedTime(socket.SentAt) >= subscription.Heartbeat - slack
            ? ControlLines.Heartbeat(position, time.GetUtcNow())
            : default;
}
