namespace Swictation.Domain.Errors;

/// <summary>No daemon answers on a command socket.</summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
public sealed class DaemonUnreachableException(string path, string reason)
    : SwictationException($"{path}: {reason}")
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;

    /// <summary>True if a process listens there: it answers too late, or with what is no reply.</summary>
    public bool IsThere { get; init; }
}
