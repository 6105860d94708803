using System.Text;

namespace Swictation.Domain.Events;

/// <summary>
/// Name of a kind of event, as it stands in the log's <c>type</c> column and in the line's <c>type</c> field.
/// </summary>
public readonly record struct EventType(string Name)
{
    public static readonly EventType SessionStart = new("session_start");
    public static readonly EventType SessionEnd = new("session_end");
    public static readonly EventType StateChange = new("state_change");
    public static readonly EventType Transcription = new("transcription");
    public static readonly EventType MetricsUpdate = new("metrics_update");
    public static readonly EventType SegmentMeasured = new("segment_measured");
    public static readonly EventType SegmentFailed = new("segment_failed");
    public static readonly EventType SegmentSilent = new("segment_silent");
    public static readonly EventType SessionRecovered = new("session_recovered");
    public static readonly EventType AudioKept = new("audio_kept");
    public static readonly EventType EventsLost = new("events_lost");
    public static readonly EventType LogSalvaged = new("log_salvaged");
    public static readonly EventType Suspended = new("suspended");
    public static readonly EventType StorageFailed = new("storage_failed");
    public static readonly EventType StorageRestored = new("storage_restored");
    public static readonly EventType AudioDropped = new("audio_dropped");
    public static readonly EventType AudioInterrupted = new("audio_interrupted");
    public static readonly EventType AudioResumed = new("audio_resumed");
    public static readonly EventType AudioSilent = new("audio_silent");
    public static readonly EventType AudioSounding = new("audio_sounding");
    public static readonly EventType SessionPaused = new("session_paused");
    public static readonly EventType PauseEnded = new("pause_ended");
    public static readonly EventType SegmentCommitted = new("segment_committed");
    public static readonly EventType OffTheRecord = new("off_the_record");

    private static readonly (byte[] Utf8, EventType Type)[] Known =
        [.. new[]
        {
            Transcription, MetricsUpdate, SegmentMeasured, StateChange, SessionStart, SessionEnd, SegmentFailed,
            SessionRecovered, AudioKept, EventsLost, LogSalvaged, Suspended, StorageFailed, StorageRestored,
            AudioDropped, AudioInterrupted, AudioResumed, AudioSilent, AudioSounding, SessionPaused,
            PauseEnded, SegmentCommitted, OffTheRecord, SegmentSilent,
        }.Select(type => (Encoding.UTF8.GetBytes(type.Name), type))];

    /// <summary>True for the five types that protocol 1 clients receive; all others stay in the log.</summary>
    public bool IsBroadcast =>
        this == Transcription || this == MetricsUpdate || this == StateChange || this == SessionStart
        || this == SessionEnd;

    /// <summary>
    /// True for the types that are appended after a time in which nothing was recorded: what passed before such an
    /// event is no part of the session as it was spoken.
    /// </summary>
    public bool FollowsAbsence => this == Suspended || this == SessionRecovered || this == PauseEnded;

    /// <summary>The type with this UTF-8 name; allocates only for names that this version does not know.</summary>
    public static EventType FromUtf8(ReadOnlySpan<byte> name)
    {
        foreach (var (utf8, type) in Known)
        {
            if (name.SequenceEqual(utf8)) return type;
        }

        return new(Encoding.UTF8.GetString(name));
    }

    public override string ToString() => Name;
}
