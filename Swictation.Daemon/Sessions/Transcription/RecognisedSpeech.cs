using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Transcription;

/// <summary>What the recogniser has made of a segment, and when.</summary>
internal sealed record RecognisedSpeech(SpokenSegment Speech, TranscriptionResult Result, SegmentTimes Times);
