using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Recording;

/// <summary>Recognised segments to the events that record them.</summary>
internal static class SegmentEvents
{
    /// <summary>
    /// Adds a transcription for each segment, and behind it how it came about where that is known. Words per minute are
    /// over the time it took to speak the segment; where nobody knows that (text from another recogniser), over the
    /// session so far, counted as a second at least.
    /// </summary>
    public static void Add(
        List<SessionEvent> events,
        DaemonState state,
        ReadOnlySpan<RecognisedSegment> segments,
        DateTimeOffset now,
        TimeProvider time)
    {
        var session = state.Session!.Value;
        var sessionS = (now - state.StartedAt!.Value).TotalSeconds;
        var sessionWords = state.Words;
        foreach (var segment in segments)
        {
            var words = SpeakingRate.CountWords(segment.Text);
            sessionWords += words;
            var rate = segment.Times is { } spoken
                ? SpeakingRate.WordsPerMinute(words, spoken.Spoken.TotalSeconds)
                : SpeakingRate.WordsPerMinuteOfSession(sessionWords, sessionS);
            var latencyMs = Milliseconds(time.GetElapsedTime(segment.EndedAt));
            events.Add(new SegmentTranscribed(session, now, segment.Text, rate, latencyMs, words));
            if (segment.Times is { } times)
            {
                events.Add(new SegmentMeasured(
                    session,
                    now,
                    Seconds(times.Start),
                    Seconds(times.Spoken),
                    Milliseconds(times.Wait),
                    Milliseconds(times.Recognition)));
            }
        }
    }

    /// <summary>Seconds to the millisecond.</summary>
    public static double Seconds(TimeSpan duration) => Math.Round(duration.TotalSeconds, 3);

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);
}
