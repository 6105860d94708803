using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The tables of a log cannot be made anew, or not be compared with its events.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
internal sealed class RebuildFailedException(string path, string reason) : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
