namespace Swictation.Daemon.Typing.Windows;

/// <summary>A window that can have the cursor. Two are the same if their numbers are.</summary>
/// <param name="Id">Its number, with the kind of the display server in front, as in <c>x11:0x1400003</c>.</param>
/// <param name="Program">The name of its program, as it tells the display server; null if it does not.</param>
internal readonly record struct Window(string Id, string? Program)
{
    private static readonly HashSet<string> Terminals = new(StringComparer.OrdinalIgnoreCase)
    {
        "xterm", "uxterm", "foot", "footclient", "kitty", "alacritty", "konsole", "org.kde.konsole", "gnome-terminal",
        "gnome-terminal-server", "org.gnome.terminal", "org.gnome.console", "kgx", "org.gnome.ptyxis", "org.wezfurlong.wezterm",
        "wezterm", "urxvt", "rxvt", "st", "st-256color", "terminator", "tilix", "xfce4-terminal", "lxterminal", "qterminal",
        "terminology", "com.mitchellh.ghostty", "ghostty", "contour", "sakura", "mate-terminal", "yakuake", "guake", "tabby", "eterm",
    };

    /// <summary>True if what is typed there may be run as commands.</summary>
    public bool IsTerminal => Program is { } program && Terminals.Contains(program);

    /// <summary>True for the terminals that paste the primary selection, and not the clipboard, with Shift and Insert.</summary>
    public bool IsXterm => Program is "XTerm" or "xterm" or "UXTerm" or "URxvt";

    public bool Equals(Window other) => Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Program is null ? Id : $"{Id} {Program}";
}
