using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>Counts and logs everything that happens to the clients of a feed; nothing else does.</summary>
internal sealed class FeedJournal(ILogger logger, FeedMetrics metrics, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly MessageThrottle _failures = new(time, Interval);

    public FeedMetrics Metrics => metrics;

    public void Connected(int client, PeerCredentials peer)
    {
        metrics.Connected();
        FeedLog.ClientConnected(logger, client, peer);
    }

    /// <summary>A client is served as the desktop interface needs it.</summary>
    public void Held(int client, TimeSpan time) => FeedLog.ClientHeld(logger, client, time.TotalSeconds);

    /// <summary>A client is closed, and nothing is wrong with the sending.</summary>
    public void Closed(int client, long position, DisconnectReason reason)
    {
        metrics.Disconnects.Add(reason);
        FeedLog.ClientClosed(logger, client, position, reason);
    }

    /// <summary>A client went without having read everything, or cannot be sent to. Logged once a minute, with a count.</summary>
    public void SendFailed(ClientSendFailedException failure)
    {
        metrics.Errors.Add(FeedErrorKind.Send);
        Closed(failure.Client, failure.Sequence, DisconnectReason.Gone);
        lock (_failures)
        {
            if (!_failures.ShouldReport(out var times)) return;
            FeedLog.SendFailed(
                logger, failure.Client, failure.ProcessId, failure.Sequence, failure.EventType, failure.Reason, times);
        }
    }

    /// <summary>A client read nothing for the stall timeout.</summary>
    public void Stalled(int client, long position, TimeSpan timeout, BufferLimitReachedException buffer)
    {
        metrics.Errors.Add(FeedErrorKind.Limit);
        metrics.Disconnects.Add(DisconnectReason.Stalled);
        FeedLog.ClientStalled(logger, client, timeout.TotalSeconds, position, buffer.Current, buffer.Limit);
    }

    /// <summary>A client came that was one too many.</summary>
    public void Refused(int current, int limit)
    {
        metrics.Errors.Add(FeedErrorKind.Limit);
        metrics.Disconnects.Add(DisconnectReason.Refused);
        FeedLog.TooManyClients(logger, current, limit);
    }

    /// <summary>A client came too late to be sent all of the session.</summary>
    public void CatchUpCut(int client, CatchUpCut cut)
    {
        metrics.Errors.Add(FeedErrorKind.Limit);
        FeedLog.CatchUpCut(logger, client, cut.Limit, cut.Current, cut.Session);
    }

    public void RequestRefused(int client, FeedError error)
    {
        metrics.Errors.Add(FeedErrorKind.Request);
        FeedLog.RequestRefused(logger, client, error.Code, error.Message);
    }

    /// <summary>A process of another user came. The listener logs it.</summary>
    public void StrangerRefused()
    {
        metrics.Errors.Add(FeedErrorKind.Peer);
        metrics.Disconnects.Add(DisconnectReason.Refused);
    }

    /// <summary>The next event for a client cannot be read any more.</summary>
    public void LogDamaged(int client, long position, EventLogDamagedException damage)
    {
        metrics.Errors.Add(FeedErrorKind.Internal);
        metrics.Disconnects.Add(DisconnectReason.Error);
        FeedLog.LogDamaged(logger, client, position, damage.Reason.Words);
    }

    /// <summary>A client could not be accepted. The listener logs it.</summary>
    public void AcceptFailed() => metrics.Errors.Add(FeedErrorKind.Accept);

    /// <summary>A fault of the daemon's own ended a client's connection.</summary>
    public void Failed(int client, Exception error)
    {
        metrics.Errors.Add(FeedErrorKind.Internal);
        metrics.Disconnects.Add(DisconnectReason.Error);
        FeedLog.ClientFailed(logger, client, error);
    }
}
