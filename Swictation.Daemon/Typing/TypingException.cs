using Swictation.Domain.Errors;

namespace Swictation.Daemon.Typing;

/// <summary>Nothing can be typed.</summary>
/// <param name="reason">Why, and what to do.</param>
internal sealed class TypingException(string reason) : SwictationException($"type: {reason}")
{
    public string Reason { get; } = reason;
}
