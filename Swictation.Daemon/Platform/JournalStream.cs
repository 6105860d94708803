namespace Swictation.Daemon.Platform;

/// <summary>Whether this process writes to systemd's journal, as systemd.exec(5) has it.</summary>
internal static class JournalStream
{
    private const string Variable = "JOURNAL_STREAM";

    private const string Error = "/proc/self/fd/2";

    /// <summary>
    /// True if standard error is the journal. Asked at the start: the variable goes over to programs that a service starts,
    /// and their standard error may be something else.
    /// </summary>
    public static bool IsStandardError { get; } =
        Is(Environment.GetEnvironmentVariable(Variable), new FileInfo(Error).LinkTarget);

    /// <param name="stream"><c>device:inode</c> of the journal's socket, in decimal; null if there is none.</param>
    /// <param name="file">The target of a descriptor: <c>socket:[inode]</c>. All sockets have the same device.</param>
    public static bool Is(string? stream, string? file) =>
        stream?.Split(':') is [{ Length: > 0 }, { Length: > 0 } inode] && file == $"socket:[{inode}]";
}
