using Swictation.Benchmarks.Micro;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks;

internal static class Program
{
    private const int Stopped = 1;
    private const int Usage = 2;

    // Whoever interrupts it waits until what it has started has ended.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(2);

    public static async Task<int> Main(string[] args)
    {
        if (Role.Run(args) is { } exitCode) return exitCode;

        var parsed = BenchOptions.Create(BenchRun.RunAsync, MicroBenchmarks.Run).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"swictation-bench: {parsed.Errors[0].Message} (see --help)");
            return Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = LongestEnd,
            });
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("swictation-bench: stopped; nothing was kept");
            return Stopped;
        }
    }
}
