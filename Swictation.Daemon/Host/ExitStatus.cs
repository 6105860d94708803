namespace Swictation.Daemon.Host;

/// <summary>How the process is to end.</summary>
internal sealed class ExitStatus
{
    private volatile string? _failure;

    /// <summary>Why the daemon failed; null if it did not.</summary>
    public string? Failure => _failure;

    /// <summary>One reason does not hide another: they stand in one line.</summary>
    public void Fail(string reason) => _failure = _failure is { } first ? $"{first}; {reason}" : reason;
}
