using System.Text.Json.Serialization;

namespace Swictation.Sockets.Commands;

/// <summary>The reply to <c>status</c>.</summary>
public sealed record DaemonStatus : RecordingReply
{
    /// <summary>True while the open session is paused, else absent.</summary>
    [JsonPropertyOrder(1)]
    public bool? Paused { get; init; }

    /// <summary>True once the source has ended or failed, else absent.</summary>
    [JsonPropertyOrder(2)]
    public bool? SourceEnded { get; init; }

    /// <summary>True while speech is being heard, else absent.</summary>
    [JsonPropertyOrder(4)]
    public bool? Hearing { get; init; }

    /// <summary>The session that is being played to interfaces in place of the present; absent while none is.</summary>
    [JsonPropertyOrder(5)]
    public long? Playing { get; init; }

    /// <summary>Seconds that the open session lasts, without its pauses; absent while none is open.</summary>
    [JsonPropertyOrder(6)]
    public double? DurationS { get; init; }

    /// <summary>Segments of the open session that became text; absent while none is open.</summary>
    [JsonPropertyOrder(7)]
    public int? Segments { get; init; }

    /// <summary>Words of the open session; absent while none is open.</summary>
    [JsonPropertyOrder(8)]
    public int? Words { get; init; }

    /// <summary>
    /// Seconds of audio that earlier daemons had left and that are done by now; absent where there was none.
    /// </summary>
    [JsonPropertyOrder(10)]
    public double? RecoveredS { get; init; }

    /// <summary>Segments of it that became text.</summary>
    [JsonPropertyOrder(11)]
    public int? RecoveredSegments { get; init; }

    /// <summary>Segments of it that the recogniser failed on; absent when there are none.</summary>
    [JsonPropertyOrder(12)]
    public int? RecoveredFailed { get; init; }

    /// <summary>Seconds of such audio that are still to be done; absent when none are.</summary>
    [JsonPropertyOrder(13)]
    public double? RecoveringS { get; init; }

    /// <summary>
    /// The condition of the microphone: <c>closed</c>, <c>preparing</c>, <c>open</c> or <c>missing</c>; absent for other
    /// sources.
    /// </summary>
    [JsonPropertyOrder(14)]
    public string? Microphone { get; init; }

    /// <summary>Connected clients of the metrics socket.</summary>
    [JsonPropertyOrder(15)]
    public required int Clients { get; init; }

    /// <summary>Current problems and their remedies, a sentence each for people; absent while there are none.</summary>
    [JsonPropertyOrder(16)]
    public IReadOnlyList<string>? Trouble { get; init; }

    /// <summary>The codes of these problems, in the same order; absent while there are none.</summary>
    [JsonPropertyOrder(17)]
    public IReadOnlyList<string>? TroubleCodes { get; init; }

    /// <summary>Number of the daemon's process.</summary>
    [JsonPropertyOrder(18)]
    public required int Pid { get; init; }

    [JsonPropertyOrder(19)]
    public required string Version { get; init; }

    /// <summary>Events that <c>list</c>, <c>show</c> and SQL do not have yet, while the end of a session is among them; else absent.</summary>
    [JsonPropertyOrder(20)]
    public long? ReadModelsBehind { get; init; }

    /// <summary>The program that keeps the write-ahead log from shrinking; absent while there is none.</summary>
    [JsonPropertyOrder(21)]
    public string? LogHeldBy { get; init; }

    /// <summary>The name of the recogniser that the open session has chosen; absent where it has chosen none.</summary>
    [JsonPropertyOrder(22)]
    public string? Transcriber { get; init; }

    /// <summary>The language that it has chosen; absent where it has chosen none.</summary>
    [JsonPropertyOrder(23)]
    public string? Language { get; init; }

    /// <summary>
    /// Segments in which nobody speaks, and that became no text, since the daemon started; absent when there are none.
    /// </summary>
    [JsonPropertyOrder(24)]
    public long? Withheld { get; init; }
}
