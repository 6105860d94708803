using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>A segment of a session on its way to the log.</summary>
/// <param name="Position">First sample of the speech, counted from the beginning of the session.</param>
/// <param name="Audio">Where its audio stays until something of it is recorded.</param>
internal sealed record SpokenSegment(
    SpeechOrigin Origin, SessionId Session, long Position, SpeechSegment Segment, IHeldAudio Audio)
{
    /// <summary>
    /// Of live speech: timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the segment was known to be over.
    /// </summary>
    public long CutAt { get; init; }

    /// <summary>Of speech that is not live: when it ended, by the wall clock.</summary>
    public DateTimeOffset SpokenAt { get; init; }

    /// <summary>What is to recognise it in place of its session's recogniser; null for that one.</summary>
    public RecogniserChoice? Choice { get; init; }

    /// <summary>It was asked for, and is heard also if nobody seems to speak in it.</summary>
    public bool IsTriedAgain { get; init; } = Origin == SpeechOrigin.Failed;

    public bool IsLive => Origin == SpeechOrigin.Live;

    /// <summary>Recorded time from the beginning of the session to the segment.</summary>
    public TimeSpan Start => AudioFormat.Duration(Position);

    public TimeSpan Spoken => Segment.SpokenTime;

    /// <summary>The sound that it holds in memory.</summary>
    public TimeSpan Held => AudioFormat.Duration(Segment.Samples.Length);
}
