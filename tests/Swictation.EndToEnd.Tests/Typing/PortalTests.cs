using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;
using Swictation.Testing.Portal;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>
/// Words typed by the desktop portal: a mock of it, which types what it gets into a terminal of a real compositor where the test
/// says so.
/// </summary>
public sealed class PortalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact(DesktopPrograms.Portal)]
    public async Task Way_of_the_portal_is_tried_and_then_types_what_arrives()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        await using var portal = await StartAsync(desktop, "terminal");
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

        var tried = await desktop.RunAsync(Executable.Daemon, "doctor", "--type");
        Assert.Equal((0, ""), (tried.ExitCode, tried.Error));
        var row = tried.Output.Split('\n').Single(line => line.StartsWith("portal", StringComparison.Ordinal));
        Assert.DoesNotContain("no", row, StringComparison.Ordinal);
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--way", "portal");
        await daemon.SayAsync("Grüße, “naïve” 你好 🙂");

        await desktop.TypedIsAsync("Grüße, “naïve” 你好 🙂 ");
        Assert.Equal(["portal"], daemon.Ways());
        Assert.Equal((2, 1), (portal.Count("start"), portal.Count("select types=1 persist=2 token=token-1")));
    }

    [DesktopFact(DesktopPrograms.Portal)]
    public async Task Auto_takes_the_portal_where_there_is_no_virtual_keyboard_and_what_a_closed_session_loses_is_told_and_offered()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        desktop.Environment["WAYLAND_DISPLAY"] = _directory.File("no-compositor");
        desktop.Environment["SWAYSOCK"] = "";
        await using var portal = await StartAsync(desktop);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync("one");
        Assert.Equal(["typed"], await daemon.OutcomesAsync(1));
        Assert.Equal("one ", string.Concat(portal.Pressed.Select(symbol => (char)symbol)));
        await daemon.SayAsync("naïve");
        await daemon.OutcomesAsync(2);
        await portal.DoAsync("close");
        await daemon.SayAsync("two");

        Assert.Equal(["typed", "failed", "failed"], await daemon.OutcomesAsync(3));
        await typist.TellsAsync("no way here types all of its characters");
        await typist.TellsAsync("has taken the keyboard back");
        var missed = await TypistProcess.RunAsync(desktop, daemon, "--missed");
        var shown = await desktop.RunAsync(Executable.Replay, "show", "last", "--db", daemon.Database);
        Assert.Contains("\nTyped     1 of 3 sentences; the others: swictation-daemon type --missed\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal(["naïve", "two"], missed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[2]));
        Assert.Equal("one ", string.Concat(portal.Pressed.Select(symbol => (char)symbol)));
    }

    [DesktopFact(DesktopPrograms.Portal)]
    public async Task Desktop_that_was_told_no_is_not_asked_by_the_next_start()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        desktop.Environment["WAYLAND_DISPLAY"] = _directory.File("no-compositor");
        await using var portal = await StartAsync(desktop, "code=1", "late=1500");
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

        var first = await TypistProcess.RunAsync(desktop, daemon);
        var second = await TypistProcess.RunAsync(desktop, daemon);

        Assert.Equal((1, 1, 1), (first.ExitCode, second.ExitCode, portal.Count("start")));
        Assert.StartsWith("swictation-daemon: type: the desktop asks whether this program may press keys; ", first.Error, StringComparison.Ordinal);
        Assert.Contains("it was refused on this desktop", first.Error, StringComparison.Ordinal);
        Assert.Contains("'swictation-daemon doctor --type' asks once more", second.Error, StringComparison.Ordinal);
    }

    [DesktopFact(DesktopPrograms.Portal)]
    public async Task Keys_of_the_portal_start_at_the_press_and_stop_at_the_release()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        await using var portal = await StartAsync(desktop);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var keys = System.Diagnostics.Process.Start(
            desktop.StartInfo(Executable.Daemon, ["keys", "--push-to-talk", "Pause", "--ipc-socket", daemon.IpcSocket]))!;
        Assert.Equal(
            "swictation-daemon: keys: push-to-talk: Press Pause, toggle: Press LOGO+F9",
            await keys.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));

        await portal.DoAsync("Activated push-to-talk");
        await daemon.StateIsAsync("recording");
        await portal.DoAsync("Deactivated push-to-talk");
        await daemon.StateIsAsync("idle");
        await portal.DoAsync("Activated toggle");
        await portal.DoAsync("Deactivated toggle");
        await daemon.StateIsAsync("recording");
        await portal.DoAsync("close");
        await keys.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, keys.ExitCode);
        Assert.Contains("tells of keys no more", await keys.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("register org.swictation.Swictation\n", portal.Said, StringComparison.Ordinal);
    }

    [DesktopFact(DesktopPrograms.Portal)]
    public async Task Keys_without_a_portal_say_what_to_do()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        await using var portal = await StartAsync(desktop, "no-shortcuts");

        var keys = await desktop.RunAsync(Executable.Daemon, "keys");

        Assert.Equal(
            (1, "swictation-daemon: keys: the portal of this desktop has no GlobalShortcuts; docs/typing.md says how keys are bound without it\n"),
            (keys.ExitCode, keys.Error));
    }

    // Its Python and its programs are this user's; the compositor is another's.
    private static async Task<MockPortal> StartAsync(Desktop desktop, params string[] habits)
    {
        var portal = await MockPortal.StartAsync(desktop.Environment, habits);
        desktop.Environment["DBUS_SESSION_BUS_ADDRESS"] = portal.Address;
        return portal;
    }
}
