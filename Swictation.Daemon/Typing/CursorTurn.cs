namespace Swictation.Daemon.Typing;

/// <summary>
/// Keeps programs apart that press keys for the same daemon: one that types what is said, one that types it again, and one
/// that takes it back.
/// </summary>
/// <param name="path">The file that is locked meanwhile.</param>
internal sealed class CursorTurn(string path, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until no other presses keys. To be disposed of when that is over.</summary>
    /// <exception cref="TypingException">The file cannot be locked.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TypingLock.TryTake(path) is { } taken) return taken;
            await Task.Delay(BetweenLooks, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
