using Swictation.Storage.Reading.Tail;

namespace Swictation.Storage.Writing;

/// <summary>Waits for something to do: a recording appends every second, and there is nothing to look for in between.</summary>
internal static class QuietWait
{
    /// <summary>
    /// Returns when an event was appended behind <paramref name="head"/>, when somebody wakes it, or when it has been quiet for so
    /// long.
    /// </summary>
    /// <param name="atMost">Null for without end; at once where it is none.</param>
    public static async Task WaitAsync(
        LiveHead live, long head, TimeSpan? atMost, Task woken, TimeProvider time, CancellationToken cancellationToken)
    {
        if (atMost <= TimeSpan.Zero) return;

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> awaited = [live.WaitForMoreAsync(head, ending.Token).AsTask(), woken];
        if (atMost is { } most) awaited.Add(Task.Delay(most, time, ending.Token));
        await Task.WhenAny(awaited).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
    }
}
