using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Domain.Wire;

/// <summary>
/// Rows of the log to events: the inverse of <see cref="WireWriter"/>, for every version ever written.
/// </summary>
public static class WireReader
{
    private static readonly Dictionary<EventType, Func<StoredEvent, DateTimeOffset, SessionEvent>> Readers = new()
    {
        [EventType.Transcription] = (stored, at) =>
        {
            var line = Parse(stored, Json.TranscriptionLine);
            return new SegmentTranscribed(
                SessionOf(stored),
                at,
                line.Text,
                line.Wpm,
                line.LatencyMs,
                line.Words,
                IsOffTheRecord: stored.Version == WireWriter.WithheldVersion);
        },
        [EventType.MetricsUpdate] = (stored, at) =>
        {
            var line = Parse(stored, Json.MetricsUpdateLine);
            return new MetricsUpdated(
                line.SessionId is { } id ? new SessionId(id) : null,
                at,
                PhaseOf(stored, line.State),
                new(line.Segments, line.Words, line.Wpm, line.DurationS, line.LatencyMs),
                new(line.GpuMemoryMb, line.GpuMemoryPercent, line.CpuPercent));
        },
        [EventType.StateChange] = (stored, at) =>
            new StateChanged(stored.Session, at, PhaseOf(stored, Parse(stored, Json.StateChangeLine).State)),
        [EventType.SessionStart] = (stored, at) =>
            new SessionStarted(new(Parse(stored, Json.SessionStartLine).SessionId), at),
        [EventType.SessionEnd] = (stored, at) =>
        {
            var line = Parse(stored, Json.SessionEndLine);
            return new SessionEnded(new(line.SessionId), at, line.Reason);
        },
        [EventType.SegmentMeasured] = (stored, at) =>
        {
            var line = Parse(stored, Json.SegmentMeasuredLine);
            return new SegmentMeasured(
                new(line.SessionId),
                at,
                line.StartS,
                line.DurationS,
                line.WaitMs,
                line.RecognitionMs,
                line.Confidence is { } overall ? new(overall, [.. line.WordConfidences ?? []]) : null);
        },
        [EventType.SegmentFailed] = (stored, at) =>
        {
            var line = Parse(stored, Json.SegmentFailedLine);
            return new SegmentFailed(new(line.SessionId), at, line.StartS, line.DurationS, line.Error);
        },
        [EventType.SegmentSilent] = (stored, at) =>
        {
            var line = Parse(stored, Json.SegmentSilentLine);
            return new SegmentFoundSilent(new(line.SessionId), at, line.StartS, line.DurationS);
        },
        [EventType.SessionRecovered] = (stored, at) =>
        {
            var line = Parse(stored, Json.SessionRecoveredLine);
            return new SessionRecovered(
                new(line.SessionId), at, line.Resumed, TimeOf(stored, line.LastEvent));
        },
        [EventType.AudioKept] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioKeptLine);
            return new AudioKept(new(line.SessionId), at, line.StartS, line.DurationS, line.File);
        },
        [EventType.EventsLost] = (stored, at) =>
        {
            var line = Parse(stored, Json.EventsLostLine);
            return new EventsLost(at, line.First, line.Last);
        },
        [EventType.LogSalvaged] = (stored, at) =>
        {
            var line = Parse(stored, Json.LogSalvagedLine);
            return new LogSalvaged(at, line.Kept, line.Lost, line.SetAside, line.Reason, line.LogId);
        },
        [EventType.Suspended] = (stored, at) =>
        {
            var line = Parse(stored, Json.SuspendedLine);
            return new MachineSuspended(new(line.SessionId), at, line.SuspendedS);
        },
        [EventType.StorageFailed] = (stored, at) =>
            new StorageFailed(stored.Session, at, Parse(stored, Json.StorageFailedLine).Reason),
        [EventType.StorageRestored] = (stored, at) =>
        {
            var line = Parse(stored, Json.StorageRestoredLine);
            return new StorageRestored(stored.Session, at, line.OutageS, line.Events);
        },
        [EventType.AudioDropped] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioDroppedLine);
            return new AudioDropped(new(line.SessionId), at, line.StartS, line.DurationS, line.Reason);
        },
        [EventType.AudioInterrupted] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioInterruptedLine);
            return new AudioInterrupted(new(line.SessionId), at, line.StartS, line.Reason);
        },
        [EventType.AudioResumed] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioResumedLine);
            return new AudioResumed(new(line.SessionId), at, line.StartS, line.LostS);
        },
        [EventType.AudioSilent] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioSilentLine);
            return new AudioFellSilent(new(line.SessionId), at, line.StartS, line.Reason);
        },
        [EventType.AudioSounding] = (stored, at) =>
        {
            var line = Parse(stored, Json.AudioSoundingLine);
            return new AudioSoundReturned(new(line.SessionId), at, line.StartS, line.SilentS);
        },
        [EventType.SessionPaused] = (stored, at) =>
            new SessionPaused(new(Parse(stored, Json.SessionPausedLine).SessionId), at),
        [EventType.PauseEnded] = (stored, at) =>
        {
            var line = Parse(stored, Json.PauseEndedLine);
            return new PauseEnded(new(line.SessionId), at, line.PausedS);
        },
        [EventType.SegmentCommitted] = (stored, at) =>
        {
            var line = Parse(stored, Json.SegmentCommittedLine);
            return new SegmentCommitted(
                new(line.SessionId),
                at,
                line.Segment,
                line.CaptureMs,
                line.QueueMs,
                line.RecognitionMs,
                line.CommitMs,
                line.LatencyMs);
        },
        [EventType.OffTheRecord] = (stored, at) =>
            new OffTheRecordChanged(stored.Session, at, Parse(stored, Json.OffTheRecordLine).On),
    };

    private static WireJsonContext Json => WireJson.Context;

    /// <summary>
    /// The event that a row of the log holds. Types and versions that are not known here become an
    /// <see cref="UnknownEvent"/>.
    /// </summary>
    /// <exception cref="MalformedEventException">The body does not have the form of its type and version.</exception>
    public static SessionEvent Read(StoredEvent stored)
    {
        if (!WireTime.TryFromMicroseconds(stored.AtMicroseconds, out var at))
            throw Malformed(stored, $"{stored.AtMicroseconds} µs is no time");

        var newest = stored.Type == EventType.Transcription ? WireWriter.WithheldVersion : WireWriter.CurrentVersion;
        return stored.Version <= newest && Readers.TryGetValue(stored.Type, out var read)
            ? read(stored, at)
            : new UnknownEvent(stored.Session, at, stored.Type, stored.Version, stored.Body.ToArray());
    }

    private static TLine Parse<TLine>(StoredEvent stored, JsonTypeInfo<TLine> form)
        where TLine : class
    {
        try
        {
            return JsonSerializer.Deserialize(stored.Body.Span, form) ?? throw Malformed(stored, "it is null");
        }
        catch (JsonException e)
        {
            throw Malformed(stored, e.Message, e);
        }
    }

    private static SessionId SessionOf(StoredEvent stored) =>
        stored.Session ?? throw Malformed(stored, "it belongs to no session");

    private static Phase PhaseOf(StoredEvent stored, string name) =>
        PhaseName.TryParse(name, out var phase) ? phase : throw Malformed(stored, $"there is no state '{name}'");

    private static DateTimeOffset TimeOf(StoredEvent stored, double seconds) =>
        WireTime.TryFromSeconds(seconds, out var time) ? time : throw Malformed(stored, $"{seconds} is no time");

    // One line, whatever line breaks the body has brought into it.
    private static MalformedEventException Malformed(StoredEvent stored, string reason, Exception? inner = null) =>
        new(stored.Sequence, stored.Type.Name, reason.ReplaceLineEndings(" "), inner);
}
