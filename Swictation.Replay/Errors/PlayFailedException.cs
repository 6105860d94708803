using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Replay.Errors;

/// <summary>The daemon does not play a session.</summary>
/// <param name="reason">The cause and a remedy, without the session.</param>
internal sealed class PlayFailedException(SessionId session, string reason)
    : SwictationException($"session {session}: {reason}")
{
    public SessionId Session { get; } = session;

    public string Reason { get; } = reason;
}
