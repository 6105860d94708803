using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>One line from a worker to the daemon, as docs/worker.md has it.</summary>
internal sealed record WorkerReply
{
    /// <summary>No line is longer, in bytes with its newline.</summary>
    public const int LongestLine = 128 * 1024;

    public required ReplyKind Type { get; init; }

    /// <summary>Of ready: the version of the protocol that it speaks.</summary>
    public int? Protocol { get; init; }

    /// <summary>Of ready: true for a worker that wants audio in small pieces.</summary>
    public bool Partials { get; init; }

    /// <summary>Of ready, with the four behind it: what it is, for the log.</summary>
    public string? Name { get; init; }

    public string? Model { get; init; }

    [JsonPropertyName("sha256")]
    public string? Sha256 { get; init; }

    public string? Language { get; init; }

    public string? Settings { get; init; }

    /// <summary>Of refused: the library, model or file because of which the recogniser cannot be started.</summary>
    public string? Thing { get; init; }

    /// <summary>Of refused and failed.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of the segment that this answers.</summary>
    public uint? Segment { get; init; }

    public string? Text { get; init; }

    /// <summary>How sure the recogniser is of the text, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The same for each word of it.</summary>
    public double[]? Words { get; init; }

    public byte[] ToLine() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, WorkerJsonContext.Default.WorkerReply), (byte)'\n'];

    /// <summary>False if the line is no reply.</summary>
    public static bool TryRead(BoundedLine line, [NotNullWhen(true)] out WorkerReply? reply)
    {
        reply = null;
        if (!line.IsWhole) return false;
        try
        {
            reply = JsonSerializer.Deserialize(line.Bytes.Span, WorkerJsonContext.Default.WorkerReply);
            return reply is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
