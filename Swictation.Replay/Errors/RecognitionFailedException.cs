using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>Audio cannot be recognised.</summary>
/// <param name="reason">The cause and a remedy.</param>
internal sealed class RecognitionFailedException(string reason) : SwictationException(reason)
{
    public string Reason { get; } = reason;
}
