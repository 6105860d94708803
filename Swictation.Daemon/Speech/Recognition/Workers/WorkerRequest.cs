using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>One line from the daemon to a worker, as docs/worker.md has it.</summary>
internal sealed record WorkerRequest
{
    /// <summary>The version of the protocol.</summary>
    public const int Protocol = 1;

    /// <summary>No line is longer, in bytes with its newline.</summary>
    public const int LongestLine = 4096;

    public required RequestKind Type { get; init; }

    /// <summary>Of hello: <see cref="Protocol"/>.</summary>
    [JsonPropertyName("protocol")]
    public int? Version { get; init; }

    /// <summary>Of hello.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Of hello: signed 16-bit little-endian samples, one channel.</summary>
    public string? Encoding { get; init; }

    /// <summary>The number of the segment, counted from 1 for each process.</summary>
    public uint? Segment { get; init; }

    /// <summary>Of begin: a worker that needs longer is ended.</summary>
    public long? LimitMs { get; init; }

    /// <summary>Of audio: so many bytes follow the newline.</summary>
    public int? Bytes { get; init; }

    public byte[] ToLine() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, WorkerJsonContext.Default.WorkerRequest), (byte)'\n'];
}
