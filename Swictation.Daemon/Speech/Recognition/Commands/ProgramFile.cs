namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>Finds programs as a shell does.</summary>
internal static class ProgramFile
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The full path of a program: a name without a slash is looked up in <c>PATH</c>, any other is a path. Null if
    /// there is none that can be run.
    /// </summary>
    public static string? Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal)) return IsProgram(name) ? Path.GetFullPath(name) : null;

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.GetFullPath(Path.Combine(directory, name)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;
}
