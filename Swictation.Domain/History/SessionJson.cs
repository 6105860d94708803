using System.Text.Json.Serialization;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>
/// A session as <c>--json</c> prints it; field names do not change. Times twice: seconds since 1970, as the views have
/// them, and RFC 3339 in UTC.
/// </summary>
public sealed record SessionJson(
    long Id,
    double StartTime,
    string StartedAt,
    double? EndTime,
    string? EndedAt,
    double DurationS,
    long Segments,
    long Words,
    double Wpm,
    string End,
    long SegmentsWithoutText,
    bool Imported,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    RecogniserJson? Recogniser,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Title = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<string>? Tags = null)
{
    public static SessionJson Of(RecordedSession session) => new(
        session.Id.Value,
        WireTime.ToSeconds(session.StartedAt),
        JsonTime.Of(session.StartedAt),
        session.EndedAt is { } endedAt ? WireTime.ToSeconds(endedAt) : null,
        session.EndedAt is { } ended ? JsonTime.Of(ended) : null,
        Math.Round(session.Duration.TotalSeconds, 6),
        session.Segments,
        session.Words,
        session.WordsPerMinute,
        session.End,
        session.WithoutText,
        session.IsImported,
        RecogniserJson.Of(session.Recogniser),
        session.Title,
        session.Tags.Count > 0 ? session.Tags : null);
}
