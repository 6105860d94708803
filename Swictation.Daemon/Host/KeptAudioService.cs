using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Audio;

namespace Swictation.Daemon.Host;

/// <summary>
/// Looks after kept audio: every minute whether there is too much of it, and while nobody records it makes one file smaller after
/// the other, with pauses.
/// </summary>
internal sealed class KeptAudioService(
    KeptAudioCare care, SessionRecorder recorder, TimeProvider time, ILogger<KeptAudioService> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A file takes some 20 ms.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? lookedAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (lookedAt is not { } before || time.GetElapsedTime(before) >= Interval)
            {
                lookedAt = time.GetTimestamp();
                RemoveExcess();
            }

            var isMore = recorder.State.Session is null && care.CompressNext();
            await Task.Delay(isMore ? Pause : Interval, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void RemoveExcess()
    {
        try
        {
            if (care.FindExcess() is not { } excess) return;

            // The event first: what is gone without one could not be told any more. On a disk that takes no event it is held like all
            // others, and the audio goes, which makes room.
            recorder.Append((_, now) =>
            [
                new AudioRemoved(
                    now,
                    excess.Audio.Count,
                    excess.Bytes,
                    SegmentEvents.Seconds(AudioFormat.Duration(excess.Audio.Sum(audio => audio.Samples))),
                    excess.Audio.MinBy(audio => audio.Session.Value)!.Session,
                    excess.Audio.MaxBy(audio => audio.Session.Value)!.Session,
                    RemovalReason.Size,
                    excess.Most),
            ]);
            care.Remove(excess);
        }
        catch (Exception e) when (e is EventLogWriteException or IOException or UnauthorizedAccessException)
        {
            HostLog.AudioNotRemoved(logger, e.Message);
        }
    }
}
