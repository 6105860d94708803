namespace Swictation.Storage.ReadModels;

/// <summary>
/// How many events a slice may take so that it holds the writing connection for about 2 ms: follows what the last one
/// took.
/// </summary>
internal sealed class SliceSize
{
    public const int Largest = 4_096;
    private const int Smallest = 32;
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    public int Current { get; private set; } = 128;

    /// <summary>Only slices that were full say something.</summary>
    public void Learn(long events, TimeSpan took)
    {
        if (took > TooLong) Current = Math.Max(Current / 2, Smallest);
        else if (took < Short && events == Current) Current = Math.Min(Current * 2, Largest);
    }
}
