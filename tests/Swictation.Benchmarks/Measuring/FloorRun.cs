using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Measuring;

/// <summary>Clients that read from the floor.</summary>
internal static class FloorRun
{
    public static async Task<ReadingResult> MeasureAsync(Workload work, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var floor = RoleProcess.Start(
            Role.Floor, place.MetricsSocket, work.Clients, work.WarmUp, work.Count, work.Rate);
        await floor.ExpectAsync(RoleLines.Ready, cancellationToken);
        return await ClientsRun.MeasureAsync(
            place.MetricsSocket,
            work,
            () => Task.CompletedTask,
            () => floor.TellAsync(RoleLines.GoOn),
            cancellationToken);
    }
}
