using System.Text.Json.Serialization;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Protocol;

// The order of the parameters is the order of the fields on the wire.

internal sealed record HelloLine(
    string Type,
    int Protocol,
    string LogId,
    long Oldest,
    long Head,
    string Version,
    IReadOnlyList<string> Features,
    long? Replay,
    long? HashedUpTo,
    string? HeadHash);

internal sealed record CaughtUpLine(string Type, long Seq);

internal sealed record RemovedLine(string Type, long First, long Last, RemovalReason Reason);

internal sealed record HeartbeatLine(string Type, long Seq, double Timestamp);

internal sealed record ErrorLine(
    string Type, string? ReplyTo, FeedErrorCode Code, string? LogId, long? Oldest, long? Head, string Message);

internal sealed record SnapshotLine(
    string Type,
    long Seq,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    long? SessionId,
    bool Paused,
    bool OffTheRecord,
    bool Muted,
    string? Microphone,
    bool Hearing,
    bool SourceEnded,
    IReadOnlyList<string> Trouble,
    long? Replay);

internal sealed record ByeLine(string Type, ByeReason Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [
        typeof(WireNameConverter<FeedErrorCode>), typeof(WireNameConverter<ByeReason>), typeof(WireNameConverter<RemovalReason>)])]
[JsonSerializable(typeof(HelloLine))]
[JsonSerializable(typeof(CaughtUpLine))]
[JsonSerializable(typeof(RemovedLine))]
[JsonSerializable(typeof(HeartbeatLine))]
[JsonSerializable(typeof(ErrorLine))]
[JsonSerializable(typeof(SnapshotLine))]
[JsonSerializable(typeof(ByeLine))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
