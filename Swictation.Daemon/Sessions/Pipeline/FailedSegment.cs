using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>A segment that is kept to be tried again.</summary>
/// <param name="Audio">Its file.</param>
/// <param name="AttemptsLeft">How often it is still tried without being asked for.</param>
/// <param name="DueAt">Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the next attempt.</param>
internal sealed record FailedSegment(StoredAudio Audio, int AttemptsLeft, long DueAt);
