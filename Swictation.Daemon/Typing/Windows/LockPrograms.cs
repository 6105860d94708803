namespace Swictation.Daemon.Typing.Windows;

/// <summary>Programs that lock a screen for as long as they run, and tell logind nothing of it.</summary>
internal static class LockPrograms
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "swaylock", "hyprlock", "waylock", "gtklock", "i3lock", "slock", "xlock", "xtrlock", "xsecurelock", "physlock",
    };

    /// <summary>Whether one runs on the display of this process. Some milliseconds, by the number of processes.</summary>
    public static bool IsAnyRunning()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (char.IsAsciiDigit(process[^1]) && Read(process, "comm") is { } name && Names.Contains(name.TrimEnd('\n')) && IsOnOurDisplay(process))
                return true;
        }

        return false;
    }

    // Another user's, and one of another session of this user, lock another screen.
    private static bool IsOnOurDisplay(string process)
    {
        if (Read(process, "environ") is not { } environment) return Read("/proc/self", "loginuid") == Read(process, "loginuid");

        var variables = environment.Split('\0');
        return ((string[])["WAYLAND_DISPLAY", "DISPLAY"]).Any(
            name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } ours && variables.Contains($"{name}={ours}"));
    }

    // Null where it has ended, or may not be read: some of these programs run as root.
    private static string? Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
