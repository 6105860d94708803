namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Lets a start command wait until the microphone of its session gives sound, or is known to give none.</summary>
internal sealed class SoundWait(TimeProvider time)
{
    private TaskCompletionSource? _settled;

    /// <summary>Completes with <see cref="End"/>. One thread at a time calls these two.</summary>
    public Task Begin() => (_settled ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void End()
    {
        _settled?.TrySetResult();
        _settled = null;
    }

    /// <summary>Returns when it is settled, or the time is over: the caller looks which.</summary>
    public void WaitFor(Task settled, TimeSpan atMost)
    {
        if (atMost <= TimeSpan.Zero) return;

        try
        {
            settled.WaitAsync(atMost, time).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            // The microphone takes longer.
        }
    }
}
