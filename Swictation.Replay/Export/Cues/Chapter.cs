namespace Swictation.Replay.Export.Cues;

/// <summary>A chapter where it begins beside the sound.</summary>
/// <param name="StartMs">Milliseconds from the start of the first session.</param>
internal sealed record Chapter(string Text, long StartMs);
