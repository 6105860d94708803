using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Recognised segments to the events that record them.</summary>
internal static class SegmentEvents
{
    /// <summary>
    /// Adds a transcription for each segment, and behind it how it came about where that is known. Words per minute are
    /// over the time it took to speak the segment; where nobody knows that (text from another recogniser), over the
    /// session so far without its pauses, counted as a second at least.
    /// </summary>
    public static void Add(
        List<SessionEvent> events,
        DaemonState state,
        ReadOnlySpan<RecognisedSegment> segments,
        DateTimeOffset now,
        TimeProvider time)
    {
        var session = state.Session!.Value;
        var sessionS = state.DurationSAt(now);
        var sessionWords = state.Words;
        foreach (var segment in segments)
        {
            var words = SpeakingRate.CountWords(segment.Text);
            sessionWords += words;
            var rate = segment.Times is { } spoken
                ? SpeakingRate.WordsPerMinute(words, spoken.Spoken.TotalSeconds)
                : SpeakingRate.WordsPerMinuteOfSession(sessionWords, sessionS);
            var latencyMs = Milliseconds(time.GetElapsedTime(segment.EndedAt));
            events.Add(new SegmentTranscribed(
                session, now, segment.Text, rate, latencyMs, words, segment.IsOffTheRecord));
            if (segment.Times is { } times) AddMeasured(events, session, now, times, segment.Confidence);
        }
    }

    /// <summary>What it took from the end of speech to the commit; null for what was not measured on the way.</summary>
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
    /// Adds a transcription with the time at which it was spoken. Its latency is the recogniser's: how long a daemon
    /// was not there is no property of the recognition, and would spoil the averages of years. The time that it waited
    /// is in what was measured.
    /// </summary>
    public static void AddLate(List<SessionEvent> events, SessionId session, LateText said, DateTimeOffset now)
    {
        var at = Spoken(said.SpokenAt, now);
        var words = SpeakingRate.CountWords(said.Text);
        var rate = SpeakingRate.WordsPerMinute(words, said.Times.Spoken.TotalSeconds);
        events.Add(new SegmentTranscribed(
            session, at, said.Text, rate, Milliseconds(said.Times.Recognition), words));
        AddMeasured(events, session, at, said.Times, said.Confidence);
    }

    /// <summary>Adds that the recogniser has failed, and behind it the name of the file that keeps the audio.</summary>
    public static void AddFailure(
        List<SessionEvent> events, SessionId session, SpeechFailure failure, DateTimeOffset now)
    {
        var at = Spoken(failure.SpokenAt ?? now, now);
        var (startS, spokenS) = (Seconds(failure.Start), Seconds(failure.Spoken));
        events.Add(new SegmentFailed(session, at, startS, spokenS, failure.Reason));
        if (failure.KeptAs is { } file) events.Add(new AudioKept(session, at, startS, spokenS, file));
    }

    /// <summary>A pause that lasted from one moment to another; to the microsecond, as times are.</summary>
    public static PauseEnded PauseEnd(SessionId session, DateTimeOffset since, DateTimeOffset at) =>
        new(session, at, at > since ? Math.Round((at - since).TotalSeconds, 6) : 0);

    /// <summary>Seconds to the millisecond.</summary>
    public static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);

    // What was said earlier has the time of that.
    private static DateTimeOffset Spoken(DateTimeOffset at, DateTimeOffset now) =>
        at < now ? WireTime.Truncate(at.ToOffset(now.Offset)) : now;

    private static void AddMeasured(
        List<SessionEvent> events, SessionId session, DateTimeOffset at, SegmentTimes times, Confidence? confidence) =>
        events.Add(new SegmentMeasured(
            session,
            at,
            Seconds(times.Start),
            Seconds(times.Spoken),
            Milliseconds(times.Wait),
            Milliseconds(times.Recognition),
            confidence));

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
