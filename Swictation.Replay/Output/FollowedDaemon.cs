namespace Swictation.Replay.Output;

/// <summary>Says on standard error why nothing is printed, and when there is a daemon again.</summary>
/// <param name="path">The metrics socket.</param>
internal sealed class FollowedDaemon(string path, TextWriter error)
{
    private bool _wasFollowed;
    private bool _hasWaited;

    /// <param name="isFollowed">Whether a daemon has answered, or is waited for.</param>
    public void Tell(bool isFollowed)
    {
        if (isFollowed)
        {
            if (_hasWaited) error.WriteLine("swictation-replay: a daemon runs now");
        }
        else
        {
            error.WriteLine(_wasFollowed
                ? "swictation-replay: the daemon has ended; waiting for the next"
                : $"swictation-replay: no daemon answers at {path}; waiting for one");
            _hasWaited = true;
        }

        _wasFollowed |= isFollowed;
    }
}
