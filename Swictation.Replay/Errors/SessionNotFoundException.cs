using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The log has no such session, or none at all.</summary>
/// <param name="reason">What is wrong and what to do, without the path.</param>
internal sealed class SessionNotFoundException(string databasePath, string reason)
    : SwictationException($"{databasePath}: {reason}")
{
    public string DatabasePath { get; } = databasePath;

    public string Reason { get; } = reason;
}
