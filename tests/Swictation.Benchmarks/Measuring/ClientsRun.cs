using System.Text.Json;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Measuring;

/// <summary>One run of the reading clients, the same whoever they read from.</summary>
internal static class ClientsRun
{
    // What the warm-up has set off, compilation above all, is to be over before it counts.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    /// <param name="warmUp">Sends the warm-up; called when the clients are connected.</param>
    /// <param name="send">Sends what counts; called when all clients have the warm-up.</param>
    /// <exception cref="BenchmarkFailedException">A line was lost, came twice or too late.</exception>
    public static async Task<ReadingResult> MeasureAsync(
        string socket, Workload work, Func<Task> warmUp, Func<Task> send, CancellationToken cancellationToken)
    {
        await using var clients = RoleProcess.Start(
            Role.Clients, socket, work.Clients, work.WarmUp, work.Count, (long)work.Deadline.TotalSeconds);
        await clients.ExpectAsync(RoleLines.Ready, cancellationToken);
        await warmUp();
        await clients.ExpectAsync(RoleLines.Warm, cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        await send();

        var line = await clients.ReadAsync(cancellationToken);
        var result = JsonSerializer.Deserialize(line, RoleJsonContext.Default.ReadingResult);
        return result is { IsComplete: true, Faults: 0 }
            ? result
            : throw new BenchmarkFailedException($"the clients did not get every line once, in order, in time: {line}");
    }
}
