namespace Swictation.Domain.Events;

/// <summary>
/// The microphone gives sound again after <see cref="AudioSilent"/>: <c>audio_sounding</c>. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio, in seconds.</param>
/// <param name="SilentS">Seconds of zeros before it.</param>
[CarriesWords(false)]
public sealed record AudioSounding(SessionId Session, DateTimeOffset At, double StartS, double SilentS)
    : EventOfSession(Session, At)
{
    public const string TypeName = "audio_sounding";
}
