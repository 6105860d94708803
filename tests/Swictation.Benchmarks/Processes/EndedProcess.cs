using System.Diagnostics;

namespace Swictation.Benchmarks.Processes;

/// <summary>A process that is killed by its id when it is not needed any more.</summary>
internal sealed class EndedProcess(Process process) : IAsyncDisposable
{
    public Process Process => process;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
