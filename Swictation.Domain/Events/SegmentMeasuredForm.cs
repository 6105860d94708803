using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Writes version 2 and reads both. Session and time are not in the line of version 2; the row has them. Version 1 says both,
/// and names each number.
/// </summary>
internal sealed class SegmentMeasuredForm : JsonConverter<SegmentMeasured>
{
    private const int Numbers = 4;

    public override SegmentMeasured Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<SegmentMeasuredLine>(ref reader, options);
        var confidence = line.Confidence is { } overall ? new Confidence(overall, [.. EachOf(line)]) : null;
        return line switch
        {
            { Times: [var start, var duration, var wait, var recognition] } =>
                new(default, default, start, duration, wait, recognition, confidence, line.RecognisedAt),
            {
                Times: null,
                SessionId: { } session,
                Timestamp: { } at,
                StartS: { } start,
                DurationS: { } duration,
                WaitMs: { } wait,
                RecognitionMs: { } recognition,
            } => new(session, at, start, duration, wait, recognition, confidence, line.RecognisedAt),
            _ => throw new JsonException($"It has no {Numbers} times."),
        };
    }

    public override void Write(Utf8JsonWriter writer, SegmentMeasured value, JsonSerializerOptions options)
    {
        var each = value.Confidence is { Words: { IsDefaultOrEmpty: false } words } ? words : [];
        var packed = PackedConfidences.Pack(each.AsSpan());
        LineOf.Write(writer, options, new SegmentMeasuredLine(
            SegmentMeasured.TypeName,
            [value.StartS, value.DurationS, value.WaitMs, value.RecognitionMs],
            value.Confidence?.Overall,
            packed,
            packed is null && !each.IsEmpty ? [.. each] : null,
            value.RecognisedAt));
    }

    private static double[] EachOf(SegmentMeasuredLine line) => line.Words is { } packed
        ? PackedConfidences.Unpack(packed) ?? throw new JsonException("Its words have no two digits each.")
        : line.WordConfidences ?? [];
}

/// <summary>
/// The order of the parameters is the order of the fields on the wire. Those behind <see cref="RecognisedAt"/> are only in
/// version 1.
/// </summary>
internal sealed record SegmentMeasuredLine(
    string Type,
    double[]? Times = null,
    double? Confidence = null,
    string? Words = null,
    double[]? WordConfidences = null,
    DateTimeOffset? RecognisedAt = null,
    SessionId? SessionId = null,
    DateTimeOffset? Timestamp = null,
    double? StartS = null,
    double? DurationS = null,
    double? WaitMs = null,
    double? RecognitionMs = null);
