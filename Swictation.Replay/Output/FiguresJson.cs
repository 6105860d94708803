using System.Text.Json.Serialization;

namespace Swictation.Replay.Output;

/// <summary>Figures as <c>stats --json</c> prints them; field names do not change.</summary>
/// <param name="Label">A day, a week, an hour, or the number of a session; absent in the total.</param>
/// <param name="SpokenS">Seconds of speech whose length is known.</param>
/// <param name="Wpm">Words a minute of that speech; 0 where there is none.</param>
/// <param name="SavedMinutes">Against typing at 40 words a minute.</param>
/// <param name="LatencyMs">Mean from the end of speech to the commit.</param>
/// <param name="RecognitionMs">The recogniser's part in it.</param>
internal sealed record FiguresJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Label,
    long Sessions,
    long Segments,
    long Words,
    double SpokenS,
    double Wpm,
    double SavedMinutes,
    double LatencyMs,
    double RecognitionMs,
    long SegmentsWithoutText);
