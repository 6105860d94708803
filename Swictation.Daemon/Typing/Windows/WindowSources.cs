namespace Swictation.Daemon.Typing.Windows;

/// <summary>Finds the display server of this session.</summary>
internal static class WindowSources
{
    /// <param name="environment">Reads a variable.</param>
    public static IWindowSource Open(Func<string, string?> environment)
    {
        if (environment("WAYLAND_DISPLAY") is { Length: > 0 })
            return environment("SWAYSOCK") is { Length: > 0 } sway ? new SwayWindows(sway) : new UnknownWindows();
        return environment("DISPLAY") is { Length: > 0 } && X11Windows.TryOpen() is { } x11 ? x11 : new UnknownWindows();
    }
}
