using System.Diagnostics;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>Ways to type are tried in a window of their own, and what arrives there is remembered.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string Memory => _directory.File(".local/state/swictation/typing.json");

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task Each_way_of_Wayland_is_tried_and_what_arrives_is_remembered()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);

        var tried = await desktop.RunAsync(Executable.Daemon, "doctor", "--type");
        var shown = await desktop.RunAsync(Executable.Daemon, "doctor");

        Assert.Equal((0, ""), (tried.ExitCode, tried.Error));
        Assert.Equal(tried.Output, shown.Output);
        var rows = tried.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(["way", "wayland", "portal", "wtype", "clipboard"], rows.Select(row => row[0]));
        Assert.All(rows[1][1..], cell => Assert.Equal("yes", cell.Trim()));
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken));
        Assert.True(kept.RootElement.GetProperty("wayland").GetProperty("wayland").GetProperty("emoji").GetBoolean());
        Assert.Equal("", desktop.Typed());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Kind_of_characters_that_one_way_loses_goes_another()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var doctor = Process.Start(desktop.StartInfo(Executable.Daemon, ["doctor", "--type", "--terminal", "xterm -u8 -T trial -e"]))!;
        await Eventually.IsTrueAsync(async () => doctor.HasExited || (await desktop.FocusAsync("trial")).ExitCode == 0, "its window has the cursor");
        var output = await doctor.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await doctor.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, true), (doctor.ExitCode, output.Contains("xdotool    yes", StringComparison.Ordinal)));
        using (var kept = JsonDocument.Parse(await File.ReadAllTextAsync(Memory, TestContext.Current.CancellationToken)))
        {
            var ways = kept.RootElement.GetProperty("x11");
            Assert.True(ways.GetProperty("clipboard").EnumerateObject().All(kind => kind.Value.GetBoolean()));
        }

        await File.WriteAllTextAsync(Memory, """{"x11": {"xdotool": {"letters": true, "dead keys": false}}}""", TestContext.Current.CancellationToken);
        await desktop.FocusAsync("typed-1");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        await daemon.SayAsync("plain");
        await desktop.TypedIsAsync("plain ");
        await daemon.SayAsync("it's");

        await desktop.TypedIsAsync("plain it's ");
        Assert.Equal(["xdotool", "clipboard"], daemon.Ways());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Without_a_display_it_says_so()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        desktop.Environment["DISPLAY"] = "";

        var tried = await desktop.RunAsync(Executable.Daemon, "doctor", "--type");

        Assert.Equal((1, "swictation-daemon: doctor: there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set\n"), (tried.ExitCode, tried.Error));
        Assert.False(File.Exists(Memory));
    }
}
