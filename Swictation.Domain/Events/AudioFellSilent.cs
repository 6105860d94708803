namespace Swictation.Domain.Events;

/// <summary>
/// The microphone gives nothing but zeros, as one does that is muted: <c>audio_silent</c>. The session is recorded all
/// the same. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio that began, in seconds.</param>
/// <param name="Reason">The cause, for people.</param>
[CarriesWords(false)]
public sealed record AudioFellSilent(SessionId Session, DateTimeOffset At, double StartS, string Reason)
    : EventOfSession(Session, At)
{
    public const string TypeName = "audio_silent";

    /// <summary>The reason: a microphone that works gives noise at least.</summary>
    public const string Muted = "the microphone gives nothing but silence; is it muted?";
}
