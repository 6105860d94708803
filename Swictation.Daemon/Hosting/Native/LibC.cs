using System.Runtime.InteropServices;

namespace Swictation.Daemon.Hosting.Native;

internal static partial class LibC
{
    private const int Kill = 9;

    /// <summary>SIGKILL: nothing of this process runs any more, not this thread either.</summary>
    public static void KillThisProcess()
    {
        _ = Send(Environment.ProcessId, Kill);
        Thread.Sleep(Timeout.Infinite);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}
