namespace Swictation.Domain.Events;

/// <summary>
/// The microphone is too loud or too quiet to be understood, or good again: <c>audio_level</c>. The session is recorded
/// all the same. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio that began, in seconds.</param>
[CarriesWords(false)]
public sealed record AudioLevel(SessionId Session, DateTimeOffset At, double StartS, SoundLevelName Level)
    : EventOfSession(Session, At)
{
    public const string TypeName = "audio_level";
}
