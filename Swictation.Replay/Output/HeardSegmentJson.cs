namespace Swictation.Replay.Output;

/// <summary>A segment as <c>retry --json</c> prints it; field names do not change.</summary>
/// <param name="Outcome"><c>added</c>, <c>changed</c>, <c>unchanged</c>, <c>no_words</c>, <c>failed</c>, <c>corrected</c> or <c>no_audio</c>.</param>
/// <param name="Seq">Position of its sentence.</param>
/// <param name="StartS">Where it begins in the session, in seconds.</param>
/// <param name="Errors">Words by which the new text differs from the old one.</param>
/// <param name="Words">Words of the old one.</param>
internal sealed record HeardSegmentJson(
    long SessionId, string Outcome, long? Seq, double? StartS, string? Old, string? New, int? Errors, int? Words);
