using Swictation.Domain.Errors;

namespace Swictation.Replay.Errors;

/// <summary>The file for an export cannot be written.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
internal sealed class ExportFailedException(string path, string reason)
    : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
