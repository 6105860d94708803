using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// One line that a recogniser's process prints: first <c>{"ready":true}</c>, or
/// <c>{"refused":"THING","reason":"…"}</c> and its end; then for each segment <c>{"segment":N,"text":"…"}</c>, with
/// empty text for silence, and with <c>confidence</c> and <c>words</c> where it says how sure it is; or
/// <c>{"segment":N,"failed":"why"}</c>.
/// </summary>
internal sealed record WorkerReply
{
    /// <summary>No line is longer, in bytes with its newline.</summary>
    public const int LongestLine = 128 * 1024;

    public bool? Ready { get; init; }

    /// <summary>The library, model or file because of which the recogniser cannot be started.</summary>
    public string? Refused { get; init; }

    public string? Reason { get; init; }

    /// <summary>The number of the segment that this answers.</summary>
    public uint? Segment { get; init; }

    public string? Text { get; init; }

    /// <summary>How sure the recogniser is of the text, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>The same for each word of it.</summary>
    public double[]? Words { get; init; }

    public string? Failed { get; init; }

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
