using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Domain.Wire;

/// <summary>
/// Events to their stored form: protocol 1 of the metrics socket, as the protocol document fixes it. The result
/// is stored and sent byte for byte (promise P3).
/// </summary>
public static class WireWriter
{
    /// <summary>Version of every body that is written now.</summary>
    public const int CurrentVersion = 1;

    /// <summary>
    /// Version of a transcription whose text is withheld: the form is the same, the text is
    /// <see cref="SegmentTranscribed.Withheld"/>.
    /// </summary>
    public const int WithheldVersion = 2;

    private static WireJsonContext Json => WireJson.Context;

    /// <summary>The stored form of an event.</summary>
    public static EventToAppend ToAppend(SessionEvent recorded) => recorded switch
    {
        SegmentTranscribed { IsOffTheRecord: true } e => new(
            e.InSession,
            WireTime.ToMicroseconds(e.At),
            EventType.Transcription,
            WithheldVersion,
            TranscriptionForm.Write(e with { Text = SegmentTranscribed.Withheld }),
            TranscriptionForm.Write(e)),
        SegmentTranscribed e => Form(e, EventType.Transcription, TranscriptionForm.Write(e)),
        MetricsUpdated e => Form(e, EventType.MetricsUpdate, Json.MetricsUpdateLine, new(
            EventType.MetricsUpdate.Name,
            PhaseName.Of(e.Phase),
            e.Session?.Value,
            e.Figures.Segments,
            e.Figures.Words,
            e.Figures.WordsPerMinute,
            e.Figures.DurationS,
            e.Figures.LatencyMs,
            e.Load.GpuMemoryMb,
            e.Load.GpuMemoryPercent,
            e.Load.CpuPercent)),
        StateChanged e => Form(e, EventType.StateChange, Json.StateChangeLine, new(
            EventType.StateChange.Name, PhaseName.Of(e.Phase), Seconds(e))),
        SessionStarted e => Form(e, EventType.SessionStart, Json.SessionStartLine, new(
            EventType.SessionStart.Name, e.Session.Value, Seconds(e))),
        SessionEnded e => Form(e, EventType.SessionEnd, Json.SessionEndLine, new(
            EventType.SessionEnd.Name, e.Session.Value, Seconds(e), e.Reason)),
        SegmentMeasured e => Form(e, EventType.SegmentMeasured, Json.SegmentMeasuredLine, new(
            EventType.SegmentMeasured.Name,
            e.Session.Value,
            Seconds(e),
            e.StartS,
            e.DurationS,
            e.WaitMs,
            e.RecognitionMs,
            e.Confidence?.Overall,
            e.Confidence is { Words: { IsDefaultOrEmpty: false } words } ? [.. words] : null)),
        SegmentFailed e => Form(e, EventType.SegmentFailed, Json.SegmentFailedLine, new(
            EventType.SegmentFailed.Name, e.Session.Value, Seconds(e), e.StartS, e.DurationS, e.Error)),
        SegmentFoundSilent e => Form(e, EventType.SegmentSilent, Json.SegmentSilentLine, new(
            EventType.SegmentSilent.Name, e.Session.Value, Seconds(e), e.StartS, e.DurationS)),
        SessionRecovered e => Form(e, EventType.SessionRecovered, Json.SessionRecoveredLine, new(
            EventType.SessionRecovered.Name,
            e.Session.Value, Seconds(e), e.Resumed, WireTime.ToSeconds(e.LastEventAt))),
        AudioKept e => Form(e, EventType.AudioKept, Json.AudioKeptLine, new(
            EventType.AudioKept.Name, e.Session.Value, Seconds(e), e.StartS, e.DurationS, e.File)),
        EventsLost e => Form(e, EventType.EventsLost, Json.EventsLostLine, new(
            EventType.EventsLost.Name, Seconds(e), e.First, e.Last)),
        LogSalvaged e => Form(e, EventType.LogSalvaged, Json.LogSalvagedLine, new(
            EventType.LogSalvaged.Name, Seconds(e), e.Kept, e.Lost, e.SetAside, e.Reason, e.LogId)),
        MachineSuspended e => Form(e, EventType.Suspended, Json.SuspendedLine, new(
            EventType.Suspended.Name, e.Session.Value, Seconds(e), e.SuspendedS)),
        StorageFailed e => Form(e, EventType.StorageFailed, Json.StorageFailedLine, new(
            EventType.StorageFailed.Name, Seconds(e), e.Reason)),
        StorageRestored e => Form(e, EventType.StorageRestored, Json.StorageRestoredLine, new(
            EventType.StorageRestored.Name, Seconds(e), e.OutageS, e.Events)),
        AudioDropped e => Form(e, EventType.AudioDropped, Json.AudioDroppedLine, new(
            EventType.AudioDropped.Name, e.Session.Value, Seconds(e), e.StartS, e.DurationS, e.Reason)),
        AudioInterrupted e => Form(e, EventType.AudioInterrupted, Json.AudioInterruptedLine, new(
            EventType.AudioInterrupted.Name, e.Session.Value, Seconds(e), e.StartS, e.Reason)),
        AudioResumed e => Form(e, EventType.AudioResumed, Json.AudioResumedLine, new(
            EventType.AudioResumed.Name, e.Session.Value, Seconds(e), e.StartS, e.LostS)),
        AudioFellSilent e => Form(e, EventType.AudioSilent, Json.AudioSilentLine, new(
            EventType.AudioSilent.Name, e.Session.Value, Seconds(e), e.StartS, e.Reason)),
        AudioSoundReturned e => Form(e, EventType.AudioSounding, Json.AudioSoundingLine, new(
            EventType.AudioSounding.Name, e.Session.Value, Seconds(e), e.StartS, e.SilentS)),
        SessionPaused e => Form(e, EventType.SessionPaused, Json.SessionPausedLine, new(
            EventType.SessionPaused.Name, e.Session.Value, Seconds(e))),
        PauseEnded e => Form(e, EventType.PauseEnded, Json.PauseEndedLine, new(
            EventType.PauseEnded.Name, e.Session.Value, Seconds(e), e.PausedS)),
        SegmentCommitted e => Form(e, EventType.SegmentCommitted, Json.SegmentCommittedLine, new(
            EventType.SegmentCommitted.Name,
            e.Session.Value,
            Seconds(e),
            e.Segment,
            e.CaptureMs,
            e.QueueMs,
            e.RecognitionMs,
            e.CommitMs,
            e.LatencyMs)),
        OffTheRecordChanged e => Form(e, EventType.OffTheRecord, Json.OffTheRecordLine, new(
            EventType.OffTheRecord.Name, Seconds(e), e.On)),
        UnknownEvent e => new(e.InSession, WireTime.ToMicroseconds(e.At), e.Type, e.Version, e.Body),
        _ => throw new ArgumentOutOfRangeException(nameof(recorded), recorded, "An event without a wire form."),
    };

    private static EventToAppend Form<TLine>(
        SessionEvent recorded, EventType type, JsonTypeInfo<TLine> form, TLine line) =>
        Form(recorded, type, JsonSerializer.SerializeToUtf8Bytes(line, form));

    private static EventToAppend Form(SessionEvent recorded, EventType type, byte[] body) =>
        new(recorded.InSession, WireTime.ToMicroseconds(recorded.At), type, CurrentVersion, body);

    private static double Seconds(SessionEvent recorded) => WireTime.ToSeconds(recorded.At);
}
