using Swictation.Plumbing.Processes.Native;

namespace Swictation.Plumbing.Processes;

/// <summary>Notices that the process at the other end of a pipe, a socket or a terminal is gone.</summary>
public static class ClosedEnd
{
    private const short Ended = LibC.POLLHUP | LibC.POLLERR | LibC.POLLNVAL;

    /// <summary>Blocks until the other end is closed, for ever for a file, and uses no processor time meanwhile.</summary>
    public static void Wait(int descriptor)
    {
        // No event is requested: poll reports a closed end in any case.
        var end = new PollFd { Fd = descriptor };
        while (LibC.poll(ref end, 1, timeoutMs: -1) <= 0 || (end.Returned & Ended) == 0)
        {
            // A signal has come between.
        }
    }

    /// <summary>Completes when the other end is closed. Costs a thread until the process ends.</summary>
    public static Task WaitAsync(int descriptor)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            Wait(descriptor);
            closed.SetResult();
        })
        { IsBackground = true, Name = "closed end" }.Start();
        return closed.Task;
    }
}
