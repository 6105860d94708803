using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Sound that became no transcription, because nobody speaks in it.</summary>
/// <param name="Start">Where it begins in the audio of the session.</param>
/// <param name="KeptAs">Name of the file that keeps its audio; null if it is not kept.</param>
/// <param name="SpokenAt">When it was heard, if that is long ago; null for now.</param>
internal sealed record WithheldSpeech(
    TimeSpan Start,
    TimeSpan Spoken,
    TranscriptionResult.Withheld Result,
    string? KeptAs = null,
    DateTimeOffset? SpokenAt = null);
