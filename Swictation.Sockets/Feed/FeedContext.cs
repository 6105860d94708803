using Swictation.Domain.Log;
using Swictation.Sockets.Feed.Readiness;
using Swictation.Sockets.Requests;

namespace Swictation.Sockets.Feed;

/// <summary>The services that all clients of a feed share.</summary>
internal sealed class FeedContext(
    FeedSource source,
    FeedOptions options,
    TimeProvider time,
    FeedJournal journal,
    OutageNotice outages,
    ReadinessWatch watch,
    Delivery delivery,
    RequestDesk desk,
    CancellationToken ending)
{
    private FeedSource _source = source;
    private Playback? _playback;

    /// <summary>The log as it is now: another one after a damaged one was salvaged.</summary>
    public FeedSource Source
    {
        get => Volatile.Read(ref _source);
        set => Volatile.Write(ref _source, value);
    }

    /// <summary>The session that clients of protocol 1 are sent in place of the present; null if none.</summary>
    public Playback? Playback => Volatile.Read(ref _playback);

    public FeedOptions Options => options;

    public TimeProvider Time => time;

    public FeedJournal Journal => journal;

    public OutageNotice Outages => outages;

    public ReadinessWatch Watch => watch;

    public Delivery Delivery => delivery;

    public RequestDesk Desk => desk;

    /// <summary>Cancelled when the feed takes no more clients: no client is kept waiting any longer.</summary>
    public CancellationToken Ending => ending;

    /// <summary>Has another session played, or none; the former one ends.</summary>
    /// <returns>The former one.</returns>
    public Playback? Play(Playback? next)
    {
        var former = Interlocked.Exchange(ref _playback, next);
        former?.End();
        return former;
    }

    /// <summary>Ends the playing of a session, if it is the one that is played.</summary>
    public void End(Playback playback)
    {
        Interlocked.CompareExchange(ref _playback, null, playback);
        playback.End();
    }
}
