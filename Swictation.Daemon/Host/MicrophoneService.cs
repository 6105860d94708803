using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Host;

/// <summary>
/// Looks every two seconds whether the microphone is there, without opening it, and has the recorder say so while nobody
/// records.
/// </summary>
internal sealed class MicrophoneService(
    IInput input, SessionRecorder recorder, TimeProvider time, ILogger<MicrophoneService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private bool IsMissing => input.Microphone == MicrophoneState.Missing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (input.Microphone is null) return;

        using var timer = new PeriodicTimer(Interval, time);
        do await LookAsync().ConfigureAwait(false);
        while (await TickAsync(timer, stoppingToken).ConfigureAwait(false));
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async ValueTask LookAsync()
    {
        input.Look();
        // Others share the thread of the timer: they do not wait for a disk.
        if (recorder.IsNewsOfMicrophone(IsMissing)) await Task.Run(Note, CancellationToken.None).ConfigureAwait(false);
    }

    private void Note()
    {
        try
        {
            recorder.NoteMicrophone(IsMissing);
        }
        catch (EventLogWriteException e)
        {
            HostLog.MicrophoneNotWritten(logger, e.Message);
        }
    }
}
