using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>The recogniser's result for a segment, and its times.</summary>
/// <param name="Recogniser">What gave the result; null where that is not known.</param>
internal sealed record RecognisedSpeech(
    SpokenSegment Speech, TranscriptionResult Result, SegmentTimes Times, Recogniser? Recogniser);
