using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Protocol;

/// <summary>The lines of protocol 2 that are no events, each with its newline.</summary>
public static class ControlLines
{
    private static readonly ControlJsonContext Json = new(
        new JsonSerializerOptions(ControlJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>The answer to a hello.</summary>
    /// <param name="features">Names of <see cref="FeedFeature"/>.</param>
    /// <param name="replay">The session that is played where this is a replay; null in a daemon.</param>
    /// <param name="hash">Of all events up to a position; null where there is none.</param>
    public static ReadOnlyMemory<byte> Hello(
        string logId,
        long oldest,
        long head,
        string version,
        IReadOnlyList<string> features,
        SessionId? replay = null,
        LogHash? hash = null) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(
            new HelloLine(
                "hello", HelloReader.Protocol, logId, oldest, head, version, features, replay?.Value, hash?.Position, hash?.Hash),
            Json.HelloLine));

    /// <summary>History has been sent up to a position; live begins behind it.</summary>
    public static ReadOnlyMemory<byte> CaughtUp(long sequence) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(new CaughtUpLine("caught_up", sequence), Json.CaughtUpLine));

    /// <summary>Here positions are missing, because their events were taken out of the log.</summary>
    public static ReadOnlyMemory<byte> Removed(RemovedRange range) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(
            new RemovedLine("removed", range.First, range.Last, range.Reason), Json.RemovedLine));

    /// <summary>A sign of life at a position.</summary>
    public static ReadOnlyMemory<byte> Heartbeat(long sequence, DateTimeOffset now) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(
            new HeartbeatLine("heartbeat", sequence, now.ToUnixTimeMilliseconds() / 1000.0), Json.HeartbeatLine));

    /// <summary>What is going on.</summary>
    public static ReadOnlyMemory<byte> Snapshot(Snapshot snapshot) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(
            new SnapshotLine(
                "snapshot",
                snapshot.Sequence,
                PhaseName.Of(snapshot.State),
                snapshot.Session?.Value,
                snapshot.Paused,
                snapshot.OffTheRecord,
                snapshot.Muted,
                snapshot.Microphone is { } microphone ? MicrophoneName.Of(microphone) : null,
                snapshot.Hearing,
                snapshot.SourceEnded,
                snapshot.Trouble,
                snapshot.Replay?.Value),
            Json.SnapshotLine));

    public static ReadOnlyMemory<byte> Error(FeedError error) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(
            new ErrorLine("error", error.ReplyTo, error.Code, error.LogId, error.Oldest, error.Head, error.Message), Json.ErrorLine));

    /// <summary>The last line before the server closes.</summary>
    public static ReadOnlyMemory<byte> Bye(ByeReason reason) =>
        Line(JsonSerializer.SerializeToUtf8Bytes(new ByeLine("bye", reason), Json.ByeLine));

    private static byte[] Line(byte[] json) => [.. json, (byte)'\n'];
}
