using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// The microphone gives nothing but zeros, as one does that is muted: <c>audio_silent</c>. The session is recorded all
/// the same. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio that began, in seconds.</param>
/// <param name="Reason">Why there is no sound.</param>
[CarriesWords(false)]
public sealed record AudioSilent(SessionId Session, DateTimeOffset At, double StartS, Reason Reason)
    : EventOfSession(Session, At), IReasonedEvent
{
    public const string TypeName = "audio_silent";

    /// <summary>The reason: a microphone that works gives noise at least.</summary>
    public static Reason Muted { get; } = new(ReasonCode.NothingButSilence);
}
