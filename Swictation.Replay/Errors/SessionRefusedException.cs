using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Replay.Errors;

/// <summary>The daemon does not do with a session as it was asked.</summary>
/// <param name="reason">The cause and a remedy, without the session.</param>
internal sealed class SessionRefusedException(SessionId session, string reason)
    : SwictationException($"session {session}: {reason}")
{
    public SessionId Session { get; } = session;

    public string Reason { get; } = reason;
}
