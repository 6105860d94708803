using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>A segment that is transcribed later than it was spoken.</summary>
/// <param name="Position">First sample of the speech, counted from the beginning of the session.</param>
/// <param name="SpokenAt">When the speech ended, by the wall clock.</param>
internal sealed record LateSegment(SessionId Session, long Position, DateTimeOffset SpokenAt, SpeechSegment Audio)
{
    public TimeSpan Start => AudioFormat.Duration(Position);

    public TimeSpan Spoken => Audio.SpokenTime;
}
