using Swictation.Daemon.Recording;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Input;

/// <summary>
/// What goes from capture to transcription: a segment of a turn, or, without one, the end of the turn.
/// </summary>
/// <param name="Start">Recorded time from the beginning of the session to the segment.</param>
internal readonly record struct Heard(RecordingTurn Turn, SpeechSegment? Segment = null, TimeSpan Start = default);
