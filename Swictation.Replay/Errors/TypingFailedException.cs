using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The program that types cannot be run.</summary>
/// <param name="reason">The cause.</param>
internal sealed class TypingFailedException(string reason) : SwictationException($"typing: {reason}");
