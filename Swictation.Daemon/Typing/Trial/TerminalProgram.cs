using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Trial;

/// <summary>A terminal, and how it is told what to run.</summary>
/// <param name="Arguments">In front of the command that it runs.</param>
internal sealed record TerminalProgram(string Program, params string[] Arguments)
{
    private static readonly TerminalProgram[] OfWayland = [new("foot")];

    private static readonly TerminalProgram[] OfBoth =
    [
        new("alacritty", "-e"), new("kitty"), new("konsole", "-e"), new("ptyxis", "-s", "--"), new("kgx", "--"),
        new("gnome-terminal", "--wait", "--"), new("xfce4-terminal", "-x"), new("wezterm", "start", "--always-new-process", "--"),
        new("xterm", "-u8", "-e"), new("x-terminal-emulator", "-e"),
    ];

    /// <summary>The first that is installed; null if none is.</summary>
    public static TerminalProgram? Find(bool isWayland) =>
        (isWayland ? [.. OfWayland, .. OfBoth] : OfBoth).FirstOrDefault(terminal => ProgramRun.IsThere(terminal.Program));

    /// <summary>Reads a command line of the user's, in front of which the command is put: <c>kitty --single-instance</c>.</summary>
    public static TerminalProgram Parse(string commandLine)
    {
        var words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(words[0], words[1..]);
    }
}
