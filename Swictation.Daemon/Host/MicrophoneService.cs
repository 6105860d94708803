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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (input.Microphone is null) return;

        using var timer = new PeriodicTimer(Interval, time);
        do Look();
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

    private void Look()
    {
        try
        {
            input.Look();
            recorder.NoteMicrophone(input.Microphone == MicrophoneState.Missing);
        }
        catch (EventLogWriteException e)
        {
            HostLog.MicrophoneNotWritten(logger, e.Message);
        }
    }
}
