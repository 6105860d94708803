using System.Collections.Immutable;
using Swictation.Daemon.Platform.Clocks;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Recognised segments to the events that record them.</summary>
internal static class SegmentEvents
{
    /// <summary>
    /// Adds a transcription for each segment, and behind it how it came about where that is known. Words per minute are
    /// over the time it took to speak the segment; where that is unknown (text from another recogniser), 0.
    /// </summary>
    public static void Add(
        List<SessionEvent> events,
        SessionId session,
        ReadOnlySpan<RecognisedSegment> segments,
        DateTimeOffset now,
        EventClock clock,
        WordCounter counter)
    {
        foreach (var segment in segments)
        {
            if (segment.Withheld is { } reason)
            {
                var said = segment.IsOffTheRecord ? null : segment.Text;
                events.Add(new SegmentWithheld(session, now, StartS: 0, DurationS: 0, reason, Score: null, said));
                continue;
            }

            var words = counter.Count(segment.Text);
            var rate = SpeakingRate.WordsPerMinute(words, segment.Times?.Spoken.TotalSeconds ?? 0);
            var latencyMs = Milliseconds(clock.Elapsed(segment.EndedAt, now));
            events.Add(new Transcription(
                session, now, segment.Text, rate, latencyMs, words, segment.IsOffTheRecord));
            if (segment.Times is { } times) events.Add(Measured(session, now, times, ConfidenceOf(segment)));
        }
    }

    // Off the record, what the recogniser says of the words would say something of them.
    private static Confidence? ConfidenceOf(in RecognisedSegment segment) => segment.IsOffTheRecord ? null : segment.Confidence;

    /// <summary>The times of its stages from the end of speech to the commit; null if they were not measured.</summary>
    /// <param name="position">Where the transcription stands in the log.</param>
    /// <param name="latency">All of it.</param>
    public static SegmentCommitted? Committed(
        SessionId session, in RecognisedSegment segment, long position, TimeSpan latency, DateTimeOffset at)
    {
        if (segment.Times is not { Capture: { } capture } times) return null;

        return new(
            session,
            at,
            position,
            Milliseconds(capture),
            Milliseconds(times.Wait - capture),
            Milliseconds(times.Recognition),
            Milliseconds(latency - times.Wait - times.Recognition),
            Milliseconds(latency));
    }

    /// <summary>
    /// A transcription with the time at which it was spoken; also of a session that is closed. Its latency is the
    /// recogniser's: how long a daemon was not there is no property of the recognition, and would spoil the averages of
    /// years. The time that it waited is in <see cref="SegmentMeasured"/>.
    /// </summary>
    public static ImmutableArray<SessionEvent> Late(
        SessionId session, LateText said, DateTimeOffset now, WordCounter counter)
    {
        var at = Spoken(said.SpokenAt, now);
        var words = counter.Count(said.Text);
        var rate = SpeakingRate.WordsPerMinute(words, said.Times.Spoken.TotalSeconds);
        return
        [
            new Transcription(session, at, said.Text, rate, Milliseconds(said.Times.Recognition), words),
            Measured(session, at, said.Times, said.Confidence, recognisedAt: now),
        ];
    }

    /// <summary>The recogniser has failed; behind it the name of the file that keeps the audio.</summary>
    public static ImmutableArray<SessionEvent> Failure(SessionId session, SpeechFailure failure, DateTimeOffset now)
    {
        var at = Spoken(failure.SpokenAt ?? now, now);
        var (startS, spokenS) = (Seconds(failure.Start), Seconds(failure.Spoken));
        var failed = new SegmentFailed(session, at, startS, spokenS, failure.Reason);
        return failure.KeptAs is { } file ? [failed, new AudioKept(session, at, startS, spokenS, file)] : [failed];
    }

    /// <summary>What was taken for speech is none; behind it the name of the file that keeps the audio.</summary>
    public static ImmutableArray<SessionEvent> Withheld(SessionId session, WithheldSpeech withheld, DateTimeOffset now)
    {
        var at = Spoken(withheld.SpokenAt ?? now, now);
        var (startS, spokenS) = (Seconds(withheld.Start), Seconds(withheld.Spoken));
        var (reason, score, words) = withheld.Result;
        var said = new SegmentWithheld(session, at, startS, spokenS, reason, score, words);
        return withheld.KeptAs is { } file ? [said, new AudioKept(session, at, startS, spokenS, file)] : [said];
    }

    /// <summary>Seconds to the millisecond.</summary>
    public static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);

    /// <summary>Where in a session a sample of it is, as its events say it.</summary>
    public static double StartS(long position) => Seconds(AudioFormat.Duration(position));

    // Earlier speech has the time at which it was spoken.
    private static DateTimeOffset Spoken(DateTimeOffset at, DateTimeOffset now) =>
        at < now ? WireTime.Truncate(at.ToOffset(now.Offset)) : now;

    private static SegmentMeasured Measured(
        SessionId session,
        DateTimeOffset at,
        SegmentTimes times,
        Confidence? confidence,
        DateTimeOffset? recognisedAt = null) =>
        new(
            session,
            at,
            Seconds(times.Start),
            Seconds(times.Spoken),
            Milliseconds(times.Wait),
            Milliseconds(times.Recognition),
            confidence,
            recognisedAt);

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
