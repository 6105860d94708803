using System.Runtime.CompilerServices;
using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>A test with a display server of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DesktopFactAttribute : FactAttribute
{
    public DesktopFactAttribute(string programs, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = DesktopPrograms.WhyNot(programs);
}

/// <summary>Several tests with a display server of their own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DesktopTheoryAttribute : TheoryAttribute
{
    public DesktopTheoryAttribute(string programs, [CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = DesktopPrograms.WhyNot(programs);
}

/// <summary>Programs of a desktop that a test needs.</summary>
internal static class DesktopPrograms
{
    public const string X11 = "Xvfb xterm xdotool xclip setxkbmap";
    public const string Wayland = "sway foot wtype wl-copy setpriv";
    public const string Portal = $"{Wayland} dbus-daemon /usr/bin/python3";
    public const string Notifications = $"{X11} dbus-daemon notify-send /usr/bin/python3";

    public static string? WhyNot(string programs)
    {
        var missing = programs.Split(' ').Where(program => !Tool.TryRun("sh", "-c", $"command -v {program}")).ToList();
        return missing.Count == 0 ? null : $"There is no {string.Join(", ", missing)}; 'scripts/setup test' installs what this test needs.";
    }
}
