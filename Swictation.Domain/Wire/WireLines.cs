using System.Text.Json.Serialization;

namespace Swictation.Domain.Wire;

// One record a message: the order of its parameters is the order of the fields on the wire. The first five are protocol
// 1, fixed by the protocol document; the others are in the log only.

internal sealed record SessionStartLine(string Type, long SessionId, double Timestamp);

internal sealed record SessionEndLine(string Type, long SessionId, double Timestamp, string? Reason = null);

internal sealed record StateChangeLine(string Type, string State, double Timestamp);

internal sealed record TranscriptionLine(
    string Type, string Text, string Timestamp, double Wpm, double LatencyMs, int Words);

internal sealed record MetricsUpdateLine(
    string Type,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    long? SessionId,
    int Segments,
    int Words,
    double Wpm,
    double DurationS,
    double LatencyMs,
    double GpuMemoryMb,
    double GpuMemoryPercent,
    double CpuPercent);

internal sealed record SegmentMeasuredLine(
    string Type,
    long SessionId,
    double Timestamp,
    double StartS,
    double DurationS,
    double WaitMs,
    double RecognitionMs,
    double? Confidence = null,
    double[]? WordConfidences = null);

internal sealed record SegmentFailedLine(
    string Type, long SessionId, double Timestamp, double StartS, double DurationS, string Error);

internal sealed record SegmentSilentLine(
    string Type, long SessionId, double Timestamp, double StartS, double DurationS);

internal sealed record SessionRecoveredLine(
    string Type, long SessionId, double Timestamp, bool Resumed, double LastEvent);

internal sealed record AudioKeptLine(
    string Type, long SessionId, double Timestamp, double StartS, double DurationS, string File);

internal sealed record EventsLostLine(string Type, double Timestamp, long First, long Last);

internal sealed record LogSalvagedLine(
    string Type, double Timestamp, long Kept, long Lost, string SetAside, string Reason, string? LogId = null);

internal sealed record SuspendedLine(string Type, long SessionId, double Timestamp, double SuspendedS);

internal sealed record StorageFailedLine(string Type, double Timestamp, string Reason);

internal sealed record StorageRestoredLine(string Type, double Timestamp, double OutageS, int Events);

internal sealed record AudioDroppedLine(
    string Type, long SessionId, double Timestamp, double StartS, double DurationS, string Reason);

internal sealed record AudioInterruptedLine(
    string Type, long SessionId, double Timestamp, double StartS, string Reason);

internal sealed record AudioResumedLine(string Type, long SessionId, double Timestamp, double StartS, double LostS);

internal sealed record AudioSilentLine(string Type, long SessionId, double Timestamp, double StartS, string Reason);

internal sealed record AudioSoundingLine(
    string Type, long SessionId, double Timestamp, double StartS, double SilentS);

internal sealed record SessionPausedLine(string Type, long SessionId, double Timestamp);

internal sealed record PauseEndedLine(string Type, long SessionId, double Timestamp, double PausedS);

internal sealed record SegmentCommittedLine(
    string Type,
    long SessionId,
    double Timestamp,
    long Segment,
    double CaptureMs,
    double QueueMs,
    double RecognitionMs,
    double CommitMs,
    double LatencyMs);

internal sealed record OffTheRecordLine(string Type, double Timestamp, bool On);
