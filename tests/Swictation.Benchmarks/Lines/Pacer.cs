using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Lines;

/// <summary>
/// Tells when each of a row of lines is due. Counts from the first, so that being late once does not add up.
/// </summary>
/// <param name="rate">Lines a second; 0: all at once.</param>
internal sealed class Pacer(int rate)
{
    private const double NanosecondsPerSecond = 1e9;

    private readonly long _start = TimedText.Now();

    public bool IsPaced => rate > 0;

    public void WaitFor(long index)
    {
        if (!IsPaced) return;
        var due = _start + (long)(index * NanosecondsPerSecond / rate);
        if (TimedText.Now() < due) LibC.SleepUntil(due);
    }
}
