namespace Swictation.Domain.Audio;

/// <summary>Whether anybody speaks in a segment.</summary>
/// <param name="IsSpeech">False: it is not worth transcribing.</param>
/// <param name="Score">How sure that is, from 0, nobody speaks, to 1.</param>
public readonly record struct SpeechVerdict(bool IsSpeech, double Score);
