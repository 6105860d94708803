using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Has one segment recognised and its outcome recorded: a text, nothing, or a failure whose audio is kept.
/// </summary>
internal sealed class SegmentTranscription(
    RecogniserTurns recogniser, LateAudio late, TimeProvider time, ILogger logger)
{
    // What a recogniser says about a failure may hold what it has heard.
    private const string Withheld = "the recogniser failed on speech off the record; the reason is withheld";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Not cancelled by the end of the daemon: what was heard is transcribed first.</summary>
    public async Task RunAsync(
        SessionRecorder recorder, Heard heard, SpeechSegment segment, CancellationToken stopping)
    {
        var startedAt = time.GetTimestamp();
        var result = await recogniser.TranscribeAsync(segment).ConfigureAwait(false);
        var times = new SegmentTimes(
            heard.Start,
            segment.SpokenTime,
            time.GetElapsedTime(segment.EndedAt, startedAt),
            time.GetElapsedTime(startedAt),
            time.GetElapsedTime(segment.EndedAt, heard.CutAt));
        var session = heard.Turn.Session;
        switch (result)
        {
            case TranscriptionResult.Text text:
                RecognisedSegment[] recognised =
                    [new(text.Value, segment.EndedAt, times, segment.IsOffTheRecord, text.Confidence)];
                await RecordAsync(() => recorder.TryRecord(session, recognised), stopping).ConfigureAwait(false);
                break;
            case TranscriptionResult.Failed failed when recorder.State.Session == session:
                var reason = segment.IsOffTheRecord ? Withheld : failed.Reason;
                InputLog.RecognitionFailed(
                    logger, session, times.Start.TotalSeconds, times.Spoken.TotalSeconds, reason);
                var spokenAt = time.GetUtcNow() - time.GetElapsedTime(segment.EndedAt);
                var kept = segment.IsOffTheRecord ? null : late.Keep(new(session, heard.Position, spokenAt, segment));
                await RecordAsync(
                    () => recorder.RecordFailure(session, new(times.Start, times.Spoken, reason, kept?.Name)), stopping)
                    .ConfigureAwait(false);
                if (kept is not null) late.TryAgain(kept);
                heard.Trail.Settle(isKept: kept is not null, isStored: recorder.Outage is null);
                return;
            default:
                InputLog.NothingRecognised(logger, session, times.Start.TotalSeconds, times.Spoken.TotalSeconds);
                break;
        }

        heard.Trail.Settle(isKept: true, isStored: recorder.Outage is null);
    }

    /// <summary>Tries until the log takes it or holds it, for as long as the daemon runs.</summary>
    public async Task RecordAsync(Action record, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                record();
                return;
            }
            catch (EventLogWriteException e) when (!stopping.IsCancellationRequested)
            {
                InputLog.NotRecorded(logger, Counted.Of(1, "segment"), e.Message);
                await Task.Delay(RetryInterval, time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
