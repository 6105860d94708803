using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Feed;

/// <summary>Whether one client is sent the present, or the session that the feed plays.</summary>
/// <remarks>Only for the holder of the cursor's lock.</remarks>
internal sealed class ClientPlayback(int client, FeedContext feed)
{
    private Playback? _known;
    private bool _isPlaying;

    /// <summary>Completes when the session that the client is being sent is not to be sent any more; null if it is sent
    /// none.</summary>
    public Task? Ended => _isPlaying ? _known!.Ended : null;

    /// <summary>True if the client is to be sent another feed from now on, once.</summary>
    /// <param name="isNumbered">A client of protocol 2 gets the events that it has asked for, and nothing else.</param>
    /// <param name="planner">The plan of the session that is played; null for that of the present.</param>
    public bool IsToTurn(bool isNumbered, out IFeedPlanner? planner)
    {
        planner = null;
        var playback = feed.Playback;
        if (ReferenceEquals(playback, _known)) return false;

        var wasPlaying = _isPlaying;
        _known = playback;
        _isPlaying = playback is not null && !isNumbered;
        if (!_isPlaying)
        {
            playback?.Delivery.Leave(client);
            return wasPlaying;
        }

        playback!.Delivery.Begin(client);
        planner = playback.Planner;
        return true;
    }

    /// <summary>
    /// The client has got all of its feed. True, once, if that was a session that is played: it is to be sent the present
    /// from now on.
    /// </summary>
    public bool IsToReturn()
    {
        if (!_isPlaying) return false;

        _isPlaying = false;
        _known!.Delivery.Complete(client);
        return true;
    }

    /// <summary>The client has asked for something else, or is gone.</summary>
    public void Leave()
    {
        _isPlaying = false;
        _known?.Delivery.Leave(client);
        feed.Playback?.Delivery.Leave(client);
    }
}
