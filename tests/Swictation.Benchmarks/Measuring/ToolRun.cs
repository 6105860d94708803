using System.Diagnostics;
using Swictation.Benchmarks.Processes;

namespace Swictation.Benchmarks.Measuring;

/// <summary>A run of <c>swictation-replay</c> from its start to its end; what it prints goes nowhere.</summary>
/// <param name="PeakMegabytes">The most memory that it had resident, in MB of 1,000,000 bytes; 0 where that was not asked for.</param>
internal sealed record ToolRun(double Milliseconds, double PeakMegabytes)
{
    private const int LookEveryMs = 10;

    /// <param name="looksAtMemory">Takes some time from the run itself.</param>
    /// <exception cref="BenchmarkFailedException">It fails.</exception>
    public static async Task<ToolRun> RunAsync(bool looksAtMemory, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null", Executable.Replay, .. arguments])
        {
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var peak = 0.0;
        while (looksAtMemory && !process.WaitForExit(LookEveryMs)) peak = Math.Max(peak, ProcessFigures.PeakMegabytes(process.Id));
        await process.WaitForExitAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode == 0
            ? new(took, peak)
            : throw new BenchmarkFailedException($"swictation-replay {string.Join(' ', arguments)} failed: {await error}");
    }
}
