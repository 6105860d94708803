using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Replay.Errors;

/// <summary>It is not done with a session as it was asked.</summary>
/// <param name="reason">The cause and a remedy, behind the name of the session.</param>
internal sealed class SessionRefusedException(SessionId session, string reason)
    : SwictationException($"session {session} {reason}")
{
    public SessionId Session { get; } = session;

    public string Reason { get; } = reason;
}
