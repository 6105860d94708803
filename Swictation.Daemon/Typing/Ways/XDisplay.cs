using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>Whether programs of X11 can be used.</summary>
internal static class XDisplay
{
    /// <summary>Why a program cannot, in words; null if it can.</summary>
    public static string? Obstacle(string program) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
            ? "there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set"
        : ProgramRun.IsThere(program) ? null : $"{program} is not installed";
}
