using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>The figures of the session and the load of the machine: <c>metrics_update</c>.</summary>
/// <param name="Session">The open session, or null when there is none.</param>
/// <param name="Figures">Those of the open session, or of the last one when none is open.</param>
[JsonConverter(typeof(MetricsUpdatedForm))]
[CarriesWords(false)]
public sealed record MetricsUpdate(
    SessionId? Session,
    DateTimeOffset At,
    Phase Phase,
    SessionFigures Figures,
    SystemLoad Load)
    : SessionEvent(At)
{
    public const string TypeName = "metrics_update";

    /// <summary>How often there are metrics while nothing goes on.</summary>
    public static readonly TimeSpan IdleInterval = TimeSpan.FromMinutes(15);

    public override SessionId? InSession => Session;
}

/// <summary>Lays figures and load out flat. The time is not in the line; the row has it.</summary>
internal sealed class MetricsUpdatedForm : JsonConverter<MetricsUpdate>
{
    public override MetricsUpdate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<MetricsUpdateLine>(ref reader, options);
        return new(
            line.SessionId,
            default,
            line.State,
            new(line.Segments, line.Words, line.Wpm, line.DurationS, line.LatencyMs),
            new(line.GpuMemoryMb, line.GpuMemoryPercent, line.CpuPercent));
    }

    public override void Write(Utf8JsonWriter writer, MetricsUpdate value, JsonSerializerOptions options)
    {
        var (figures, load) = (value.Figures, value.Load);
        LineOf.Write(writer, options, new MetricsUpdateLine(
            MetricsUpdate.TypeName,
            value.Phase,
            value.Session,
            figures.Segments,
            figures.Words,
            figures.WordsPerMinute,
            figures.DurationS,
            figures.LatencyMs,
            load.GpuMemoryMb,
            load.GpuMemoryPercent,
            load.CpuPercent));
    }
}

/// <summary>The order of the parameters is the order of the fields on the wire; protocol 1 has fixed it.</summary>
internal sealed record MetricsUpdateLine(
    string Type,
    Phase State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    SessionId? SessionId,
    int Segments,
    int Words,
    double Wpm,
    double DurationS,
    double LatencyMs,
    double GpuMemoryMb,
    double GpuMemoryPercent,
    double CpuPercent);
