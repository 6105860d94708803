using System.Diagnostics;

namespace Swictation.Benchmarks.Processes;

/// <summary>Waits for what another program brings about, no longer than a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <param name="what">What is waited for, for the message.</param>
    /// <exception cref="BenchmarkFailedException">It did not come within the deadline.</exception>
    public static async Task IsTrueAsync(Func<bool> condition, string what, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since) > Deadline) throw new BenchmarkFailedException($"{what} is not there");
            await Task.Delay(Between, cancellationToken);
        }
    }
}
