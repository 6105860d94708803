using System.Text;
using System.Text.Json;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Rows;

namespace Swictation.Storage.Copies;

/// <summary>A line of <c>export --format jsonl</c>.</summary>
/// <param name="SpokenAt">When its speech began.</param>
/// <param name="SessionStart">When its session began.</param>
/// <param name="Added">Its later texts, and what people have added to its session, each with where it was added.</param>
internal sealed record ExportedSentence(
    SourceSegment Segment, DateTimeOffset SpokenAt, DateTimeOffset SessionStart, IReadOnlyList<Afterthought> Added)
{
    private const double LongestS = 1e9;
    private const double RoundingS = 2e-3;

    public Origin Origin => Segment.Origin;

    /// <summary>Null where it is none.</summary>
    public static ExportedSentence? Read(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return Read(parsed.RootElement);
        }
        catch (Exception e) when (
            e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException
                or ArgumentException or MalformedEventException)
        {
            return null;
        }
    }

    private static ExportedSentence? Read(JsonElement row)
    {
        var origin = row.GetProperty("origin"u8);
        var (log, session, position) = (
            origin.GetProperty("log"u8).GetString(), origin.GetProperty("session"u8).GetInt64(), origin.GetProperty("position"u8).GetInt64());
        var at = row.GetProperty("at"u8).GetDateTimeOffset();
        var spokenAt = row.GetProperty("spoken_at"u8).GetDateTimeOffset();
        var (startS, latencyMs) = (row.GetProperty("start_s"u8).GetDouble(), row.GetProperty("latency_ms"u8).GetDouble());
        var durationS = row.TryGetProperty("duration_s"u8, out var duration) ? duration.GetDouble() : 0;
        var (words, wpm) = (row.GetProperty("words"u8).GetInt32(), row.GetProperty("wpm"u8).GetDouble());
        if (string.IsNullOrEmpty(log) || session < 0 || position < 0 || words < 0) return null;
        if (!double.IsFinite(wpm)) return null;
        if (startS is not (>= 0 and <= LongestS) || durationS is not (>= 0 and <= LongestS) || latencyMs is not (>= 0 and <= LongestS)) return null;

        Confidence? sure = row.TryGetProperty("confidence"u8, out var confidence) ? new(confidence.GetDouble(), Words(row)) : null;
        if (sure is { } given && !(double.IsFinite(given.Overall) && given.Words.All(double.IsFinite))) return null;

        var isOffTheRecord = row.GetProperty("off_the_record"u8).GetBoolean();
        var shown = row.GetProperty("text"u8).GetString();
        var isForgotten = !isOffTheRecord && shown == Transcription.Forgotten && words > 0;
        var text = isOffTheRecord || isForgotten || shown == SegmentImported.NotKept ? null
            : row.TryGetProperty("original"u8, out var original) ? original.GetString()
            : shown;
        // Speech that was recognised later has the time at which it ended.
        var isLate = Math.Abs((at - spokenAt).TotalSeconds - durationS - (latencyMs / 1e3)) > RoundingS;
        var said = new SegmentImported(
            new(1),
            at,
            new(log, session, position),
            durationS,
            words,
            text?.EnumerateRunes().Count() ?? 0,
            RecognitionMs: 0,
            latencyMs,
            text,
            durationS > 0 ? startS : null,
            sure,
            isLate ? at : null,
            isOffTheRecord,
            wpm);
        return new(
            new(said, Position: 0, isForgotten ? Commitment.To(Guid.NewGuid().ToByteArray(), []) : null),
            spokenAt,
            WireTime.Truncate(spokenAt - TimeSpan.FromSeconds(startS)),
            row.TryGetProperty("added"u8, out var added) ? [.. added.EnumerateArray().Select(ReadAdded)] : []);
    }

    private static Afterthought ReadAdded(JsonElement line)
    {
        if (!WireTime.TryFromSeconds(line.GetProperty("timestamp"u8).GetDouble(), out var at)) throw new FormatException("Its timestamp is no time.");
        var stored = new StoredEvent(
            1, null, WireTime.ToMicroseconds(at), new(line.GetProperty("type"u8).GetString()!), 1, Encoding.UTF8.GetBytes(line.GetRawText()));
        return WireReader.Read(stored) is Afterthought { Origin: { Log.Length: > 0 } } added
            ? added
            : throw new FormatException("It is nothing that people add, or has no origin.");
    }

    private static System.Collections.Immutable.ImmutableArray<double> Words(JsonElement row) =>
        row.TryGetProperty("word_confidences"u8, out var words) ? [.. words.EnumerateArray().Select(word => word.GetDouble())] : [];
}
