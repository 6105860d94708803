using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>A daemon without a recogniser: audio of earlier ones stays where it is.</summary>
internal sealed class NoLateAudio(IAudioStore store, TimeProvider time, ILogger logger) : ILateAudio
{
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromMinutes(1);

    public RecoveryFigures Recovered => RecoveryFigures.None;

    public Trouble? Trouble { get; private set; }

    /// <summary>Logs the audio that is left.</summary>
    public void Find()
    {
        var waiting = store.FindUnfinished();
        var duration = AudioFormat.Duration(waiting.Sum(audio => audio.Samples));
        if (duration > TimeSpan.Zero)
        {
            Trouble = new(
                TroubleCode.AudioWaits,
                $"Up to {duration.TotalSeconds:0.0} s of audio in {store.Place} wait for a daemon that transcribes: "
                + "start one with an audio source");
            RecoveryLog.WaitsForRecogniser(logger, Trouble.Words);
        }
    }

    /// <summary>Deletes what earlier daemons have kept for long enough.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            store.DeleteExpired();
            await Task.Delay(CleanUpInterval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public int? Retry(SessionId session) => null;
}
