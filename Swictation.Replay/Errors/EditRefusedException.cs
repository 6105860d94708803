using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>Something cannot be added to the log.</summary>
/// <param name="reason">The cause and a remedy.</param>
internal sealed class EditRefusedException(string reason) : SwictationException(reason)
{
    public string Reason { get; } = reason;
}
