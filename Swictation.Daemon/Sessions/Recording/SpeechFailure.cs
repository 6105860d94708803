namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Speech that the recogniser has failed on.</summary>
/// <param name="Start">Where it begins in the audio of the session.</param>
/// <param name="KeptAs">Name of the file that keeps its audio; null if it is not kept, or was said before.</param>
/// <param name="SpokenAt">When it was said, if that is long ago; null for now.</param>
internal sealed record SpeechFailure(
    TimeSpan Start, TimeSpan Spoken, string Reason, string? KeptAs = null, DateTimeOffset? SpokenAt = null);
