using System.Diagnostics;
using System.Globalization;
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
        await daemon.StateIsAsync("recording");
        await desktop.RunAsync("xdotool", "key", "super+F9");
        await daemon.StateIsAsync("idle");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Key_that_is_held_under_X11_records_until_it_is_released_although_it_repeats()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var keys = Process.Start(desktop.StartInfo(Executable.Daemon, ["keys", "--ipc-socket", daemon.IpcSocket]))!;
        Assert.Equal("swictation-daemon: keys: push-to-talk: F10, toggle: LOGO+F9", await keys.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));

        // One that is nobody's repeats: so does ours, in the second until the recording has figures twice.
        await desktop.RunAsync("xdotool", "keydown", "x");
        await Eventually.IsTrueAsync(() => desktop.Typed().Length > 2, "a held key repeats");
        await desktop.RunAsync("xdotool", "keyup", "x", "keydown", "F10");
        await daemon.StateIsAsync("recording");
        await Eventually.IsTrueAsync(() => daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'metrics_update'").Single() > 2, "it records");
        await desktop.RunAsync("xdotool", "keyup", "F10");
        await daemon.StateIsAsync("idle");
        Assert.Equal(["session_start", "session_end"], Sessions());
        await desktop.RunAsync("setxkbmap", "de");
        await desktop.RunAsync("xdotool", "key", "super+F9");
        await daemon.StateIsAsync("recording");
        await desktop.RunAsync("xdotool", "keydown", "F10");
        Tool.Run("kill", "-s", "TERM", keys.Id.ToString(CultureInfo.InvariantCulture));
        await keys.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, keys.ExitCode);
        Assert.DoesNotContain("\u001b", desktop.Typed(), StringComparison.Ordinal);

        List<string> Sessions() => daemon.Query<string>("SELECT type FROM events WHERE type IN ('session_start', 'session_end') ORDER BY seq");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Key_that_another_program_has_is_told()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        using var first = Process.Start(desktop.StartInfo(Executable.Daemon, ["keys", "--toggle", "none"]))!;
        await first.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);

        var second = await desktop.RunAsync(Executable.Daemon, "keys", "--toggle", "LOGO+F9");
        first.Kill();

        Assert.Equal(
            (1, "swictation-daemon: keys: another program has the key F10; name another one with --push-to-talk or --toggle\n"), (second.ExitCode, second.Error));
    }

    [DesktopFact("gsettings")]
    public async Task Commands_for_GNOME_bind_the_keys_as_its_settings_know_them()
    {
        var schemas = await Executable.RunAsync("gsettings", ["list-relocatable-schemas"]);
        Assert.SkipUnless(schemas.Output.Contains("media-keys.custom-keybinding", StringComparison.Ordinal), "There is no schema of GNOME's keys; 'scripts/setup test' installs it.");
        var settings = _directory.File(".config/glib-2.0/settings/keyfile");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        await File.WriteAllTextAsync(
            settings, "[org/gnome/settings-daemon/plugins/media-keys]\ncustom-keybindings=['/another/']\n", TestContext.Current.CancellationToken);
        var start = Executable.StartInfo("sh", ["-ec", string.Join('\n', Lines("For GNOME"))], _directory.Path);
        start.Environment["GSETTINGS_BACKEND"] = "keyfile";

        // The second time changes nothing.
        Assert.Equal(0, (await Executable.RunAsync(start)).ExitCode);
        Assert.Equal(0, (await Executable.RunAsync(start)).ExitCode);

        var kept = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        Assert.Contains("custom-keybindings=['/another/', '/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/swictation/']", kept, StringComparison.Ordinal);
        Assert.Contains("[org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/swictation]", kept, StringComparison.Ordinal);
        Assert.Contains("binding='<Super>F9'", kept, StringComparison.Ordinal);
        Assert.Contains("command='swictation-daemon toggle'", kept, StringComparison.Ordinal);
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
}
