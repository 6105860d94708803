using Swictation.Daemon.Platform.Native;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// Ends this process and the programs that it has started as soon as the daemon is gone or wants no more, whatever
/// it is doing. The daemon has the other end of standard input, and even SIGKILL closes that. PR_SET_PDEATHSIG would
/// not do: it follows the thread that started this process, and the daemon's threads come and go.
/// </summary>
internal static class ParentWatch
{
    /// <param name="beforeTheEnd">Cleans up; has to be quick.</param>
    public static void Start(Action beforeTheEnd)
    {
        var thread = new Thread(() => Watch(beforeTheEnd)) { IsBackground = true, Name = "parent watch" };
        thread.Start();
    }

    private static void Watch(Action beforeTheEnd)
    {
        ClosedEnd.Wait(StandardDescriptors.Input);
        beforeTheEnd();
        _ = LibC.kill(0, LibC.SIGKILL);
    }
}
