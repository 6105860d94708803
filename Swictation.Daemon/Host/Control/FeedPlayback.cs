using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;

namespace Swictation.Daemon.Host.Control;

/// <inheritdoc/>
internal sealed class FeedPlayback(FeedServer feed, IEventLogReader log) : IPlayback
{
    public SessionId? Session => feed.Played;

    public int Start(SessionId session, Pace pace) => feed.Play(session, new SessionFeedPlanner(log, session, pace));

    public bool Stop() => feed.StopPlaying();
}
