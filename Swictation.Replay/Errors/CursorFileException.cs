using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The file that keeps a follower's position cannot be used.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
internal sealed class CursorFileException(string path, string reason) : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
