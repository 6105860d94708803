using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>Something was not forgotten, or not yet in all places.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
internal sealed class ForgettingFailedException(string path, string reason) : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
