using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>The lines for window managers in docs/typing.md, with keys pressed on real ones.</summary>
public sealed class HotKeyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact($"{DesktopPrograms.X11} i3")]
    public async Task Key_of_i3_toggles()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        var settings = _directory.File("keys");
        await File.WriteAllLinesAsync(settings, ["set $mod Mod4", .. Lines("For i3").Select(line => Command(line, daemon))], TestContext.Current.CancellationToken);
        desktop.Start("i3", ["-c", settings]);
        await Eventually.IsTrueAsync(
            async () => (await desktop.RunAsync("i3-msg", "-t", "get_version")).ExitCode == 0, "the window manager is there");

        await desktop.RunAsync("xdotool", "key", "super+F9");
        await StateIsAsync(daemon, "recording");
        await desktop.RunAsync("xdotool", "key", "super+F9");
        await StateIsAsync(daemon, "idle");
    }

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task Keys_of_sway_run_their_commands_at_press_and_at_release()
    {
        // Sway runs as another user here, who may not command this user's daemon: what it runs is noted.
        var seen = Path.Combine(_directory.Path, "sway", "seen");
        await using var desktop = await Desktop.StartSwayAsync(
            _directory.Path,
            $"set $mod Mod4\n{string.Join('\n', Lines("For sway").Select(line => line.Replace("exec swictation-daemon", $"exec echo >> {seen}", StringComparison.Ordinal)))}");

        await desktop.RunAsync("wtype", "-M", "logo", "-k", "F9", "-m", "logo");
        await SeenAsync("toggle\n");
        await desktop.RunAsync("wtype", "-M", "logo", "-M", "shift", "-k", "F9", "-m", "shift", "-m", "logo");
        await SeenAsync("toggle\ntype --again\n");
        await desktop.RunAsync("wtype", "-P", "F10", "-s", "200", "-p", "F10");
        await SeenAsync("toggle\ntype --again\nstart\nstop\n");

        Task SeenAsync(string expected) => Eventually.IsTrueAsync(() => File.Exists(seen) && File.ReadAllText(seen) == expected, expected);
    }

    private static IEnumerable<string> Lines(string introduction)
    {
        var lines = Repository.ReadText("docs/typing.md").Split('\n').SkipWhile(line => !line.StartsWith(introduction, StringComparison.Ordinal)).Skip(1);
        return lines.SkipWhile(line => !line.StartsWith("    ", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim());
    }

    private static string Command(string line, DaemonProcess daemon)
    {
        var at = line.IndexOf("swictation-daemon ", StringComparison.Ordinal);
        return at < 0 ? line : $"{line[..at]}{Executable.Daemon} {line[(at + "swictation-daemon ".Length)..]} --ipc-socket {daemon.IpcSocket}";
    }

    private static Task StateIsAsync(DaemonProcess daemon, string state) => Eventually.IsTrueAsync(
        async () => (await daemon.CommandAsync("status")).Contains($"\"state\":\"{state}\"", StringComparison.Ordinal), state);
}
