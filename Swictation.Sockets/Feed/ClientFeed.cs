using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>
/// Chooses the feed of one client: the present, a session that is played in its place, or the one that a hello asks for.
/// </summary>
/// <remarks>Only for the holder of the cursor's lock; any thread may look at <see cref="Subscription"/>.</remarks>
internal sealed class ClientFeed
{
    private readonly int _client;
    private readonly bool _isDesktop;
    private readonly FeedContext _feed;
    private readonly Reception _reception;
    private FeedSource _source;
    private Playback? _playback;
    private bool _isPlaying;

    /// <param name="isDesktop">Whether the client is served as the Tauri desktop interface needs it.</param>
    public ClientFeed(int client, bool isDesktop, FeedContext feed)
    {
        _client = client;
        _isDesktop = isDesktop;
        _feed = feed;
        _reception = new(feed.Options, feed.Time);
        _source = feed.Source;
        Subscription = Plan(_source.Planner);
    }

    public FeedSubscription Subscription { get; private set; }

    public IEventLogReader Log => _source.Log;

    /// <summary>True if another log has come into the place of the client's.</summary>
    public bool IsOfFormerLog => _feed.Source != _source;

    /// <summary>Completes when the session that is played to the client is to be played no more; null if none is.</summary>
    public Task? PlaybackEnded => _isPlaying ? _playback!.Ended : null;

    /// <summary>Begins with the present as it is now.</summary>
    public void Begin()
    {
        _source = _feed.Source;
        Subscription = Plan(_source.Planner);
    }

    /// <summary>Follows the feed from the present to the session that it plays, or back.</summary>
    /// <returns>True if the client gets another feed from now on.</returns>
    public bool FollowPlayback()
    {
        var playback = _feed.Playback;
        if (ReferenceEquals(playback, _playback)) return false;

        var wasPlaying = _isPlaying;
        _playback = playback;
        // A client of protocol 2 gets the events that it has asked for, and nothing else.
        _isPlaying = playback is not null && !Subscription.IsNumbered;
        if (_isPlaying)
        {
            playback!.Delivery.Begin(_client);
            Subscription = Plan(playback.Planner);
            return true;
        }

        playback?.Delivery.Leave(_client);
        if (wasPlaying) Subscription = Plan(_source.Planner);
        return wasPlaying;
    }

    /// <summary>The client has all of its feed: returns it to the present if that was a session that is played.</summary>
    /// <returns>True if the client gets another feed from now on.</returns>
    public bool ReturnToPresent()
    {
        if (!_isPlaying) return false;

        _isPlaying = false;
        _playback!.Delivery.Complete(_client);
        Subscription = Plan(_source.Planner);
        return true;
    }

    /// <summary>Goes on as a hello asks.</summary>
    /// <returns>The line that answers it.</returns>
    /// <param name="error">The reason why the request is refused; null if it is not.</param>
    public ReadOnlyMemory<byte> Answer(ClientLine request, out FeedError? error)
    {
        Leave();
        Subscription = _reception.Answer(Log, request, out var answer, out error);
        return answer;
    }

    /// <summary>The client has all of the former log: goes on in the one that has replaced it, where that is possible.</summary>
    public bool TryMoveOn()
    {
        var source = _feed.Source;
        if (Subscription.TryMoveTo(source, _feed.Time) is not { } moved) return false;

        (_source, Subscription) = (source, moved);
        return true;
    }

    /// <summary>The client waits for nothing more of a session that is played.</summary>
    public void Leave()
    {
        _isPlaying = false;
        _playback?.Delivery.Leave(_client);
        _feed.Playback?.Delivery.Leave(_client);
    }

    private FeedSubscription Plan(IFeedPlanner planner) =>
        FeedSubscription.Standard(Log, planner, _isDesktop, _feed.Time);
}
