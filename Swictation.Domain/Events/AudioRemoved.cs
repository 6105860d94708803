namespace Swictation.Domain.Events;

/// <summary>
/// Audio that was kept is deleted, the oldest first, because there is more than the settings allow: <c>audio_removed</c>. Told
/// before it goes: after a crash it may be told again. The texts stay. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">What they take on the disk.</param>
/// <param name="DurationS">How long they sound, in seconds.</param>
/// <param name="FirstSession">The oldest of their sessions.</param>
/// <param name="LastSession">The newest one.</param>
/// <param name="Reason">Why.</param>
/// <param name="KeepBytes">How much audio the settings keep.</param>
[CarriesWords(false)]
public sealed record AudioRemoved(
    DateTimeOffset At,
    int Files,
    long Bytes,
    double DurationS,
    SessionId FirstSession,
    SessionId LastSession,
    RemovalReason Reason,
    long KeepBytes)
    : SessionEvent(At)
{
    public const string TypeName = "audio_removed";
}
