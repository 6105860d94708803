using System.Diagnostics;

namespace Swictation.Storage.Tests;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static void True(Func<bool> condition, string what)
    {
        var began = Stopwatch.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"not after {Stopwatch.GetElapsedTime(began)}: {what}");
    }
}
