using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>What was typed last is removed where it is certain that it stands before the cursor, and nowhere else.</summary>
public sealed class UndoTests : IDisposable
{
    private const string Others = "naïve “quotes” e\u0301 🙂";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact($"{DesktopPrograms.X11} zenity")]
    public async Task Last_delivery_is_taken_back_once_from_an_entry_and_only_if_it_stands_before_the_cursor()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var dialog = desktop.Start("zenity", ["--entry", "--title", "dialog"]);
        await Eventually.IsTrueAsync(async () => (await desktop.FocusAsync("dialog")).ExitCode == 0, "the dialog has the cursor");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        Assert.True(Tool.TryRun("env", $"DISPLAY={desktop.Environment["DISPLAY"]}", "sh", "-c", "printf mine | xclip -selection primary -i >/dev/null 2>&1"));
        await daemon.SayAsync("It's plain.");
        await daemon.OutcomesAsync(1);
        await daemon.SayAsync(Others);
        await daemon.OutcomesAsync(2);

        // Something came after it.
        await desktop.RunAsync("xdotool", "type", "X");
        await RefusedAsync(desktop, daemon, "something else stands before the cursor");
        await desktop.RunAsync("xdotool", "key", "BackSpace");
        await TakenBackAsync(desktop, daemon);
        await RefusedAsync(desktop, daemon, "the last sentence was taken back before");

        Assert.Equal("mine", (await desktop.RunAsync("xclip", "-selection", "primary", "-o")).Output);
        Assert.Empty((await TypistProcess.RunAsync(desktop, daemon, "--missed")).Output);
        Assert.Equal(["typed", "typed", "taken_back"], daemon.Outcomes());
        await desktop.RunAsync("xdotool", "key", "Return");
        Assert.Equal("It's plain. \n", await dialog.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Nothing_is_taken_back_from_a_terminal_or_another_window()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        await RefusedAsync(desktop, daemon, "nothing was typed in the last hours");
        await daemon.SayAsync("one");
        await desktop.TypedIsAsync("one ");
        await daemon.OutcomesAsync(1);

        await RefusedAsync(desktop, daemon, "a terminal does not tell what stands before the cursor");
        await desktop.OpenTerminalAsync();
        await RefusedAsync(desktop, daemon, "another window has the cursor");

        Assert.Equal(("one ", ""), (desktop.Typed(), desktop.Typed(terminal: 2)));
        Assert.Equal(["typed"], daemon.Outcomes());
    }

    [Fact]
    public async Task Nothing_is_taken_back_under_Wayland()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var start = Executable.StartInfo(
            Executable.Daemon, ["type", "--undo", "--metrics-socket", daemon.MetricsSocket, "--ipc-socket", daemon.IpcSocket], _directory.Path);
        start.Environment["WAYLAND_DISPLAY"] = "wayland-1";
        start.Environment.Remove("SWAYSOCK");

        var undone = await Executable.RunAsync(start);

        Assert.Equal(1, undone.ExitCode);
        Assert.Contains("nothing was taken back: under Wayland it cannot be proved", undone.Error, StringComparison.Ordinal);
    }

    private static async Task TakenBackAsync(Desktop desktop, DaemonProcess daemon)
    {
        var undone = await TypistProcess.RunAsync(desktop, daemon, "--undo");
        Assert.Equal((0, ""), (undone.ExitCode, undone.Error));
    }

    private static async Task RefusedAsync(Desktop desktop, DaemonProcess daemon, string reason)
    {
        var undone = await TypistProcess.RunAsync(desktop, daemon, "--undo");
        Assert.Equal(1, undone.ExitCode);
        Assert.Contains($"type: nothing was taken back: {reason}", undone.Error, StringComparison.Ordinal);
    }
}
