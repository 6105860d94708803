using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What processes of other users get from a daemon: a refusal, whatever the modes of its files.</summary>
public sealed class OtherUsersTests : IDisposable
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryDirectory _directory = new();

    [AsRootFact]
    public async Task Both_sockets_refuse_another_user_also_where_the_mode_lets_everybody_in()
    {
        await using var daemon = await StartOpenAsync();

        var reading = await ConnectAsNobodyAsync(daemon.MetricsSocket);
        var commanding = await ConnectAsNobodyAsync(daemon.IpcSocket);

        const string Reason = "This socket is for processes of user 0, and this one is of user 65534";
        Assert.Equal("", reading.Error);
        Assert.Equal(
            $$"""{"type":"error","code":"permission_denied","message":"{{Reason}}"}""", reading.Output.TrimEnd());
        Assert.Equal(
            $$"""{"status":"error","code":"permission_denied","error":"{{Reason}}"}""", commanding.Output.TrimEnd());
        Assert.Contains("\"state\":\"idle\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Contains("\"peer\":2", await daemon.CommandAsync("metrics"), StringComparison.Ordinal);
        await daemon.LogsAsync($"{daemon.IpcSocket}: process");
    }

    [AsRootFact]
    public async Task Many_refusals_are_logged_once_a_minute_and_the_daemon_goes_on()
    {
        await using var daemon = await StartOpenAsync();

        for (var i = 0; i < 5; i++) await ConnectAsNobodyAsync(daemon.MetricsSocket);

        await daemon.LogsAsync("of user 65534");
        Assert.Single(daemon.Log.Split('\n'), line => line.Contains("of user 65534", StringComparison.Ordinal));
        using var client = await daemon.ConnectAsync();
        Assert.Contains("state_change", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_that_others_can_write_to_is_no_place_for_the_database()
    {
        Directory.CreateDirectory(_directory.File("shared"));
        File.SetUnixFileMode(_directory.File("shared"), Everybody | UnixFileMode.OtherWrite);

        var refused = await Executable.RunAsync(
            Executable.Daemon,
            [
                "--db", _directory.File("shared/log.db"),
                "--metrics-socket", _directory.File("m"),
                "--ipc-socket", _directory.File("i"),
                "--source", "text:-",
            ],
            _directory.Path);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("chmod go-w", refused.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Equal([_directory.File("shared")], Directory.GetFileSystemEntries(_directory.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.File("shared")));
    }

    public void Dispose() => _directory.Dispose();

    private async Task<DaemonProcess> StartOpenAsync()
    {
        File.SetUnixFileMode(_directory.Path, Everybody);
        var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        foreach (var socket in new[] { daemon.MetricsSocket, daemon.IpcSocket })
            File.SetUnixFileMode(socket, Everybody | UnixFileMode.OtherWrite);
        return daemon;
    }

    private static Task<ProcessResult> ConnectAsNobodyAsync(string socket) =>
        Executable.RunAsync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "nc", "-N", "-U", socket]);
}
