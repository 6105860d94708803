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

    /// <summary>Completes when it is settled, or the time is over: the caller looks which.</summary>
    public async ValueTask WaitForAsync(Task settled, TimeSpan atMost)
    {
        if (atMost <= TimeSpan.Zero) return;

        // It throws where the microphone takes longer.
        await settled.WaitAsync(atMost, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
