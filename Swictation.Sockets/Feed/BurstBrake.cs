namespace Swictation.Sockets.Feed;

/// <summary>
/// Lets clients have the processors while events come in by the hundred and a client that reads falls behind. Otherwise
/// they lag by more than the tail of the log holds, each reads the disk for itself, and all of it takes twice as long
/// (50 clients on two cores). Does nothing at the rate of speech, and waits for no client: after
/// <see cref="Pause"/> the next commit comes, and one that has stalled does not count.
/// </summary>
internal sealed class BurstBrake
{
    private const int Burst = 256;
    private const long MostLag = 5_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    private long _head;

    /// <summary>Called by the committing thread when all clients were offered the news.</summary>
    public void GiveWay(long head, FeedConnection[] clients)
    {
        var isBurst = head - _head >= Burst;
        _head = head;
        if (!isBurst) return;

        var isFollowed = false;
        foreach (var client in clients) isFollowed |= client.HasMoved() && client.Lag > MostLag;
        if (isFollowed) Thread.Sleep(Pause);
    }
}
