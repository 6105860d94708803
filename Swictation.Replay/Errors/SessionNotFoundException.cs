using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The log has no such session, or none at all.</summary>
/// <param name="reason">The cause and a remedy.</param>
internal sealed class SessionNotFoundException(string databasePath, string reason)
    : SwictationException(reason)
{
    public string DatabasePath { get; } = databasePath;

    public string Reason { get; } = reason;
}
