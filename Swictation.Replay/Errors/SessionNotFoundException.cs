using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The log has no such session, or none at all.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
internal sealed class SessionNotFoundException(string databasePath, string reason)
    : SwictationException($"{databasePath}: {reason}")
{
    public string DatabasePath { get; } = databasePath;

    public string Reason { get; } = reason;
}
