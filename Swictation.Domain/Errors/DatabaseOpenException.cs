namespace Swictation.Domain.Errors;

/// <summary>
/// A database cannot be used: missing, not writable, not ours, or from another version. It was left as it is.
/// </summary>
/// <param name="reason">The cause and a remedy, without the path.</param>
public sealed class DatabaseOpenException(string path, string reason, Exception? inner = null)
    : SwictationException($"{path}: {reason}", inner!)
{
    public string Path { get; } = path;

    public string Reason { get; } = reason;

    /// <summary>True for a whole log that an earlier version has made, and nothing but a migration away from this one.</summary>
    public bool IsOlder { get; init; }
}
