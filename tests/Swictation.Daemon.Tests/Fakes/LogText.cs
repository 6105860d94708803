using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>What a log holds, for tests to compare.</summary>
internal static class LogText
{
    public static List<SessionEvent> Events(this IEventLogReader log, long after = 0) =>
        [.. log.EventsAfter(after).Select(WireReader.Read)];

    /// <summary>A line for each event: what it is, and the little that tells it from others of its kind.</summary>
    public static string[] Lines(this IEventLogReader log, long after = 0) => [.. log.Events(after).Select(Line)];

    /// <summary>The same without metrics.</summary>
    public static string[] LinesButMetrics(this IEventLogReader log, long after = 0) =>
        [.. log.Events(after).Where(recorded => recorded is not MetricsUpdate).Select(Line)];

    /// <summary>What was transcribed, in order.</summary>
    public static string[] Texts(this IEventLogReader log) =>
        [.. log.Events().OfType<Transcription>().Select(said => said.Text)];

    public static string Line(SessionEvent recorded) => recorded switch
    {
        SessionStart e => $"session_start {e.Session}",
        SessionEnd { Reason: { } reason } e => $"session_end {e.Session} {reason}",
        SessionEnd e => $"session_end {e.Session}",
        StateChange e => $"state_change {PhaseName.Of(e.Phase)}",
        Transcription e => $"transcription {e.Text}",
        MetricsUpdate e => $"metrics_update {PhaseName.Of(e.Phase)}",
        SegmentMeasured => "segment_measured",
        SegmentCommitted e => $"segment_committed {e.Segment}",
        SegmentFailed e => $"segment_failed {e.Error}",
        AudioKept => "audio_kept",
        RecogniserChanged e => $"recogniser_changed {e.Session} {e.Recogniser} {e.Model}",
        SegmentWithheld e => $"segment_withheld {e.Reason.Cause}{(e.Text is { } text ? $": {text}" : "")}",
        SegmentSilent e => $"segment_silent {e.StartS} {e.DurationS}",
        SessionRecovered e => $"session_recovered {e.Session} {(e.Resumed ? "resumed" : "closed")}",
        Suspended e => $"suspended {e.SuspendedS} s",
        StorageFailed e => $"storage_failed {e.Reason}",
        StorageRestored e => $"storage_restored {e.Events}",
        OffTheRecord e => $"off_the_record {e.On}",
        AudioInterrupted e => $"audio_interrupted {e.StartS} {e.Reason}",
        AudioResumed e => $"audio_resumed {e.StartS} after {e.LostS} s",
        AudioSilent e => $"audio_silent {e.StartS}",
        AudioSounding e => $"audio_sounding {e.StartS} after {e.SilentS} s",
        AudioLevel e => $"audio_level {e.Level} {e.StartS}",
        SessionPaused => "session_paused",
        PauseEnded e => $"pause_ended {e.PausedS}",
        AudioDropped e => $"audio_dropped {e.DurationS} {e.Reason}",
        _ => recorded.ToString(),
    };
}
