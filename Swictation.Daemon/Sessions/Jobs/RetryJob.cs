using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Editing;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// Recognises kept audio of a session again, behind live speech: segments that have no text get one, those of a cancelled session
/// too, and sentences get another version.
/// </summary>
internal sealed class RetryJob(
    IAudioStore store,
    Func<ISpeechSegmenter> newSegmenter,
    SpeechPipeline pipeline,
    FailedSegments failed,
    SessionRecorder recorder,
    IEventLogReader log,
    LogEditor editor,
    ILogger logger)
{
    public async Task RunAsync(RetryOrder order, Job job, CancellationToken cancellationToken)
    {
        job.Session = order.Session;
        var isCancelled = CancelledSessions.Contains(log, order.Session);
        var held = order.Sentence is null ? FindHeld(order, isCancelled) : [];
        var recordings = order is { Sentence: null, StartS: null } && isCancelled ? FindCancelled(order.Session) : [];
        job.TotalS = held.Sum(audio => Seconds(audio.SpokenSamples))
            + recordings.Sum(each => Seconds(each.Recording.End - each.From))
            + SentencesOf(order).Sum(said => said.Segment.DurationS);

        foreach (var audio in held) await HearAsync(audio, order, isCancelled, job, cancellationToken).ConfigureAwait(false);
        foreach (var (recording, from) in recordings)
            await HearAsync(recording, from, order, job, cancellationToken).ConfigureAwait(false);

        var sound = new KeptSound(store, store.FindKept(order.Session));
        foreach (var said in SentencesOf(order)) await HearAsync(said, sound, order, job, cancellationToken).ConfigureAwait(false);
    }

    private static double Seconds(long samples) => AudioFormat.Duration(samples).TotalSeconds;

    // Segments in files of their own.
    private List<StoredAudio> FindHeld(RetryOrder order, bool isCancelled)
    {
        var found = store.FindFailed().Concat(store.FindWithheld()).Where(audio => audio.Session == order.Session);
        if (isCancelled) found = found.Concat(store.FindCancelled(order.Session).Where(audio => audio.SpokenSamples > 0));
        return [.. found.Where(audio => order.StartS is not { } startS || SegmentEvents.StartS(audio.Position) == startS)];
    }

    // Recordings, and from where on the log says nothing of them.
    private List<(StoredRecording Recording, long From)> FindCancelled(SessionId session)
    {
        var files = store.FindCancelled(session).Where(audio => audio.SpokenSamples == 0);
        return SpokenCoverage.Read(log, session) is not { } coverage ? [] :
        [
            .. StoredRecording.Join(files)
                .Select(recording => (recording, coverage.UnsettledFrom(recording.Position, recording.End))),
        ];
    }

    // Read anew where they are walked: a session may have more of them than fit into memory.
    private IEnumerable<PlacedSegment> SentencesOf(RetryOrder order)
    {
        if (order is { All: false, Sentence: null } || order.StartS is not null) return [];

        var all = SessionEvents.ReadTranscripts(log, order.Session, after: (order.Sentence ?? 1) - 1)
            .SelectMany(page => page)
            .Where(said => !said.Segment.Said.IsOffTheRecord);
        return order.Sentence is { } position ? all.TakeWhile(said => said.Sequence <= position).Where(said => said.Sequence == position) : all;
    }

    private async Task HearAsync(StoredAudio audio, RetryOrder order, bool isCancelled, Job job, CancellationToken cancellationToken)
    {
        failed.Forget(audio);
        // It may have become text by itself meanwhile.
        if (!File.Exists(audio.Path)) return;

        RecognitionOutcome outcome;
        try
        {
            var segment = new SpeechSegment(store.Read(audio), audio.Position, audio.SpokenSamples, EndedAt: 0);
            var origin = isCancelled ? SpeechOrigin.Asked : SpeechOrigin.Failed;
            outcome = RecognitionOutcome.Of(await pipeline.TranscribeAsync(
                new(origin, audio.Session, audio.Position, segment, new KeptAudio(store, audio, logger))
                {
                    SpokenAt = audio.At,
                    Choice = order.Choice,
                    IsTriedAgain = true,
                },
                cancellationToken).ConfigureAwait(false));
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, audio.Session, e.Message);
            outcome = RecognitionOutcome.NoAudio;
        }

        await ReportAsync(job, outcome, audio.Position, audio.SpokenSamples, cancellationToken).ConfigureAwait(false);
    }

    // It stays where the recogniser has failed on some of it.
    private async Task HearAsync(StoredRecording recording, long from, RetryOrder order, Job job, CancellationToken cancellationToken)
    {
        var done = from;
        try
        {
            var isDone = true;
            foreach (var left in recording.FindSegments(store, newSegmenter(), from))
            {
                var result = await pipeline.TranscribeAsync(
                    left with { Origin = SpeechOrigin.Asked, Choice = order.Choice }, cancellationToken).ConfigureAwait(false);
                isDone &= result is not TranscriptionResult.Failed;
                var end = Math.Clamp(left.Position + left.Segment.SpokenSamples, done, recording.End);
                await ReportAsync(job, RecognitionOutcome.Of(result), left.Position, end - done, cancellationToken).ConfigureAwait(false);
                done = end;
            }

            if (isDone && recorder.Outage is null)
                foreach (var file in recording.Files) store.Release(file);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, recording.Session, e.Message);
            await ReportAsync(job, RecognitionOutcome.NoAudio, done, 0, cancellationToken).ConfigureAwait(false);
        }

        job.DoneS += Seconds(recording.End - done);
    }

    private async Task HearAsync(
        PlacedSegment said, KeptSound sound, RetryOrder order, Job job, CancellationToken cancellationToken)
    {
        var (position, spoken) = (said.Sequence, said.Segment);
        RecognitionOutcome outcome;
        // Somebody who names it wants it.
        if (order.Sentence is null && editor.IsCorrected(position))
        {
            outcome = RecognitionOutcome.Corrected;
        }
        else
        {
            outcome = FindSound(said, sound, order.Session) is { } segment
                ? await ReviseAsync(said, segment, order, cancellationToken).ConfigureAwait(false)
                : RecognitionOutcome.NoAudio;
        }

        job.DoneS += spoken.DurationS;
        await job.ReportAsync(new(outcome, spoken.StartS, position), cancellationToken).ConfigureAwait(false);
    }

    private SpeechSegment? FindSound(PlacedSegment said, KeptSound sound, SessionId session)
    {
        try
        {
            return said.Segment.StartS is { } startS ? sound.Find(startS, said.Segment.DurationS) : null;
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, session, e.Message);
            return null;
        }
    }

    private async Task<RecognitionOutcome> ReviseAsync(
        PlacedSegment said, SpeechSegment segment, RetryOrder order, CancellationToken cancellationToken)
    {
        var heard = await pipeline.RecogniseAsync(
            new(SpeechOrigin.Asked, order.Session, segment.Position, segment, NoHeldAudio.Instance)
            {
                SpokenAt = said.Segment.SpokenAt.AddSeconds(said.Segment.DurationS),
                Choice = order.Choice,
                IsTriedAgain = true,
            },
            cancellationToken).ConfigureAwait(false);
        if (heard.Result is not TranscriptionResult.Text { Value: var text }) return RecognitionOutcome.Of(heard.Result);

        var by = heard.Recogniser?.Name ?? order.Choice?.Transcriber ?? "recogniser";
        var decision = editor.Carry(new Edit.RecogniseAgain(said.Sequence, text, by))
            ?? throw new JobEndedException($"nothing can be stored now: {recorder.Outage?.Reason.Words}");
        return decision.Event is not null ? RecognitionOutcome.Changed
            : decision.Problem is null ? RecognitionOutcome.Unchanged
            // It was forgotten meanwhile.
            : RecognitionOutcome.NoAudio;
    }

    private static ValueTask ReportAsync(Job job, RecognitionOutcome outcome, long position, long samples, CancellationToken cancellationToken)
    {
        job.DoneS += Seconds(samples);
        return job.ReportAsync(new(outcome, SegmentEvents.StartS(position)), cancellationToken);
    }
}
