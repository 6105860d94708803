using System.Diagnostics;
using System.Globalization;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class PeerCredentialsTests : IDisposable
{
    private const string Desktop = "swictation-ui";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _program;

    public PeerCredentialsTests()
    {
        _program = _directory.File(Desktop);
        OtherProgram.Copy("/bin/bash", _program);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Program_is_told_by_its_file_also_after_an_update()
    {
        using var process = Start();
        var peer = new PeerCredentials(process.Id, 0);

        var before = peer.FindProgram();
        File.Delete(_program);
        var after = peer.FindProgram();
        process.Kill();
        process.WaitForExit();

        Assert.Equal((Desktop, Desktop, null), (before, after, peer.FindProgram()));
    }

    [Fact]
    public async Task Program_whose_file_cannot_be_read_is_told_by_its_name()
    {
        // One that has ended and that nobody has asked how: it has a name, and no file any more. A shell would ask, so it ends
        // when its parent is none any more.
        const string untilNoShell = "until read -r name < /proc/$PPID/comm && [ $name = sleep ]; do :; done";
        using var parent = Process.Start(
            new ProcessStartInfo("sh", ["-c", $"{_program} -c '{untilNoShell}' & echo $!; exec sleep 60"])
            {
                RedirectStandardOutput = true,
            })!;
        var ended = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var peer = new PeerCredentials(ended, 0);

        await Eventually.IsTrueAsync(
            () => new FileInfo($"/proc/{ended}/exe").LinkTarget is null && File.Exists($"/proc/{ended}/comm"),
            "the process has ended");

        Assert.Equal(Desktop, peer.FindProgram());
        Assert.True(ClientDialect.Auto.IsDesktop(peer));
        parent.Kill();
        await parent.WaitForExitAsync();
    }

    [Fact]
    public void Only_that_program_is_served_as_the_desktop_interface_unless_all_are()
    {
        using var process = Start();
        var desktop = new PeerCredentials(process.Id, 0);
        var other = new PeerCredentials(Environment.ProcessId, 0);

        Assert.True(ClientDialect.Auto.IsDesktop(desktop));
        Assert.False(ClientDialect.Auto.IsDesktop(other));
        Assert.False(ClientDialect.Documented.IsDesktop(desktop));
        Assert.True(ClientDialect.Tauri.IsDesktop(other));
        process.Kill();
        process.WaitForExit();
    }

    // Waits for its input.
    private Process Start() =>
        Process.Start(new ProcessStartInfo(_program, ["-c", "read -r line"]) { RedirectStandardInput = true })!;
}
