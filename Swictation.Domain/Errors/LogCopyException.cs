namespace Swictation.Domain.Errors;

/// <summary>A copy of a log cannot be made, restored or imported. The log is as it was.</summary>
/// <param name="path">The copy, or the log.</param>
/// <param name="reason">The cause and a remedy, without the path.</param>
public sealed class LogCopyException(string path, string reason, Exception? inner = null)
    : SwictationException($"{path}: {reason}", inner!)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;
}
