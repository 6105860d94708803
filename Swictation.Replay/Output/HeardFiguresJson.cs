namespace Swictation.Replay.Output;

/// <summary>The sum of what <c>retry --json</c> prints; field names do not change.</summary>
/// <param name="Errors">Words by which new texts differ from old ones, of sentences that have both.</param>
/// <param name="Words">Words of the old ones.</param>
/// <param name="WordErrorRate">The one by the other; null where there are no words.</param>
internal sealed record HeardFiguresJson(
    int Segments,
    int Added,
    int Changed,
    int Unchanged,
    int NoWords,
    int Failed,
    int Corrected,
    int NoAudio,
    int Errors,
    int Words,
    double? WordErrorRate);
