namespace Swictation.Daemon.Hosting;

/// <summary>How the process is to end. The codes are those of docs/operations.md.</summary>
internal sealed class ExitStatus
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int TextIsMissing = 3;

    private volatile string? _failure;
    private volatile string? _missing;

    /// <summary>Why the daemon failed; null if it did not.</summary>
    public string? Failure => _failure;

    public int Code => _failure is not null ? Failed : _missing is not null ? TextIsMissing : Done;

    /// <summary>What to tell who started the daemon; null if all went well.</summary>
    public string? Reason => _failure ?? _missing;

    public void Fail(string reason) => _failure ??= reason;

    /// <summary>The daemon did what it was told to, but something that was said has no text.</summary>
    public void MissText(string what) => _missing ??= what;
}
