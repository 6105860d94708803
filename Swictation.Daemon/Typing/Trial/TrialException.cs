using Swictation.Domain.Errors;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>A trial could not be made, or was broken off; nothing is kept of it.</summary>
/// <param name="reason">Why, and what to do.</param>
internal sealed class TrialException(string reason) : SwictationException($"doctor: {reason}");
