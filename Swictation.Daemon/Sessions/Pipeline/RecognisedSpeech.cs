using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>The recogniser's result for a segment, and its times.</summary>
internal sealed record RecognisedSpeech(SpokenSegment Speech, TranscriptionResult Result, SegmentTimes Times);
