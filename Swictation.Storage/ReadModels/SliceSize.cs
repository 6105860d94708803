namespace Swictation.Storage.ReadModels;

/// <summary>
/// How many events a slice may take so that it holds the writing connection for a time, 2 ms if nothing else is said: follows
/// what the last one took.
/// </summary>
/// <param name="smallest">What every slice takes at least: more where one costs something by itself.</param>
internal sealed class SliceSize(TimeSpan? longest = null, int smallest = SliceSize.Smallest)
{
    public const int Largest = 4_096;
    private const int Smallest = 32;

    private readonly TimeSpan _longest = longest ?? TimeSpan.FromMilliseconds(2);

    public int Current { get; private set; } = Math.Max(128, smallest);

    /// <summary>Only slices that were full say something.</summary>
    public void Learn(long events, TimeSpan took)
    {
        if (took > _longest) Current = Math.Max(Current / 2, smallest);
        else if (took < _longest / 2 && events == Current) Current = Math.Min(Current * 2, Largest);
    }
}
