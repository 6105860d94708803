using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Swictation.Benchmarks.Processes;

namespace Swictation.Benchmarks.Micro;

/// <summary>
/// The pure parts, with BenchmarkDotNet. In this process: a project of its own would be built without ours.
/// </summary>
internal static class MicroBenchmarks
{
    /// <param name="isQuick">A few iterations: to see that it works.</param>
    /// <returns>False when something did not run.</returns>
    public static bool Run(bool isQuick)
    {
        var job = (isQuick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        var config = DefaultConfig.Instance
            .AddJob(job)
            .WithArtifactsPath(Path.Combine(Executable.Artifacts, "bench", "micro"));
        Type[] benchmarks = [typeof(WireBenchmarks), typeof(CommandBenchmarks), typeof(FeedBenchmarks)];
        return BenchmarkRunner.Run(benchmarks, config).All(
            summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
    }
}
