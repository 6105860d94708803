using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>A query of the user's own failed.</summary>
/// <param name="reason">The cause and a remedy.</param>
internal sealed class QueryFailedException(string reason) : SwictationException($"the query: {reason}")
{
    public string Reason { get; } = reason;
}
