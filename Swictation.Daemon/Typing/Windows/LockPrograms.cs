namespace Swictation.Daemon.Typing.Windows;

/// <summary>Programs that lock a screen for as long as they run, and tell logind nothing of it.</summary>
internal static class LockPrograms
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "swaylock", "hyprlock", "waylock", "gtklock", "i3lock", "slock", "xlock", "xtrlock", "xsecurelock", "physlock",
    };

    /// <summary>Whether one of this user runs. Some milliseconds, by the number of processes.</summary>
    public static bool IsAnyRunning()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(process[^1]) && Names.Contains(NameOf(process)) && IsOurs(process)) return true;
        }

        return false;
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return "";
        }
    }

    private static bool IsOurs(string process) => UserOf(process) is { } user && user == UserOf("/proc/self");

    private static string? UserOf(string process)
    {
        try
        {
            return File.ReadLines(Path.Combine(process, "status")).First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
