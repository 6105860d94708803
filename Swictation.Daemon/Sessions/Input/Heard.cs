using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// What goes from capture to transcription: a segment of a turn, or, without one, the end of the turn.
/// </summary>
/// <param name="Trail">The turn's audio on the disk.</param>
/// <param name="Position">First sample of the speech, counted from the beginning of the session.</param>
/// <param name="CutAt">
/// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the segment was known to be over.
/// </param>
internal readonly record struct Heard(
    RecordingTurn Turn, AudioTrail Trail, SpeechSegment? Segment = null, long Position = 0, long CutAt = 0)
{
    /// <summary>Recorded time from the beginning of the session to the segment.</summary>
    public TimeSpan Start => AudioFormat.Duration(Position);

    /// <summary>The sound that it holds in memory.</summary>
    public TimeSpan Duration => AudioFormat.Duration(Segment?.Samples.Length ?? 0);
}
