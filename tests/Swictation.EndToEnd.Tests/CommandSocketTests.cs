using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class CommandSocketTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Replies_have_the_documented_fields()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        var started = await daemon.CommandAsync("toggle");
        var stopped = await daemon.CommandAsync("toggle");
        var unknown = await daemon.CommandAsync("fly");

        Assert.Equal(
            """{"status":"success","message":"Recording started","state":"recording","session_id":1,"seq":5}""" + "\n",
            started);
        Assert.StartsWith(
            """{"status":"success","message":"Recording stopped","state":"idle","session_id":1,"seq":""",
            stopped,
            StringComparison.Ordinal);
        Assert.Equal("""{"status":"error","code":"unknown_action","error":"Unknown action: fly"}""" + "\n", unknown);
    }

    [Fact]
    public async Task A_silent_client_keeps_nobody_waiting()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        var silent = new List<LineClient>();
        for (var i = 0; i < 20; i++) silent.Add(await LineClient.ConnectAsync(daemon.IpcSocket));

        var status = await daemon.CommandAsync("status");

        Assert.Contains("success", status, StringComparison.Ordinal);
        Assert.Contains("request_timeout", await silent[0].ReadLineAsync(), StringComparison.Ordinal);
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task The_subcommands_talk_to_the_running_daemon()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        var outputs = new List<string>();
        foreach (var command in new[] { "status", "start", "status --json", "stop", "toggle", "quit" })
        {
            var result = await Executable.RunAsync(
                Executable.Daemon, [.. command.Split(' '), "--ipc-socket", daemon.IpcSocket]);
            Assert.Equal(0, result.ExitCode);
            outputs.Add(result.Output.Trim());
        }

        Assert.Equal("The daemon is idle, 0 clients", outputs[0]);
        Assert.Equal("Recording started, session 1", outputs[1]);
        Assert.Equal("recording", JsonDocument.Parse(outputs[2]).RootElement.GetProperty("state").GetString());
        Assert.Equal("Recording stopped, session 1", outputs[3]);
        Assert.Equal("Recording started, session 2", outputs[4]);
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Equal(2, Assert.Single(daemon.Query<long>("SELECT count(*) FROM sessions WHERE end_time IS NOT NULL")));
    }

    [Fact]
    public async Task A_setting_comes_from_the_file_the_environment_or_the_command_line_in_this_order()
    {
        Directory.CreateDirectory(_directory.File(".config/swictation"));
        await File.WriteAllTextAsync(
            _directory.File(".config/swictation/config.json"),
            $$"""{ "source": "text:-", "db": "{{_directory.File("from-file.db")}}", "ipc_socket": "{{_directory.File("from-file.sock")}}" }""");
        await File.WriteAllTextAsync(_directory.File("empty.txt"), "");

        var result = await Executable.RunAsync(
            Executable.Daemon,
            ["--record", "--exit-at-end", "--ipc-socket", _directory.File("from-option.sock")],
            _directory.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(_directory.File("from-file.db")));
        Assert.Contains(_directory.File("from-option.sock"), result.Error, StringComparison.Ordinal);
        Assert.Contains(_directory.File("swictation_metrics.sock"), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_configuration_file_keeps_no_command_from_the_daemon_that_runs()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        Directory.CreateDirectory(_directory.File(".config/swictation"));
        await File.WriteAllTextAsync(
            _directory.File(".config/swictation/config.json"),
            $$"""{ "ipc_socket": "{{daemon.IpcSocket}}", "microphone": "yes", "max_clients": 0 }""");

        foreach (var command in new[] { "status", "--metrics", "toggle", "quit" })
        {
            var result = await Executable.RunAsync(Executable.Daemon, [command], _directory.Path);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
        }

        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Fact]
    public async Task A_variable_that_is_no_setting_is_told_and_stops_nobody()
    {
        var environment = new Dictionary<string, string>
        {
            ["SWICTATION_MAX_CLIENT"] = "2",
            ["SWICTATION_TEST_SEED"] = "1",
        };
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", environment);

        Assert.Contains(
            "SWICTATION_MAX_CLIENT sets nothing; SWICTATION_MAX_CLIENTS does", daemon.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("SWICTATION_TEST_SEED", daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_no_setting_is_not_told_at_every_command()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        string[] variables = ["SWICTATION_MAX_CLIENT=2", $"SWICTATION_IPC_SOCKET={daemon.IpcSocket}", $"SWICTATION_DB={daemon.Database}"];

        foreach (var command in new[] { "toggle", "status", "--metrics" })
        {
            var result = await Executable.RunAsync("env", [.. variables, Executable.Daemon, command], _directory.Path);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
        }

        var list = await Executable.RunAsync("env", [.. variables, Executable.Replay, "list"], _directory.Path);
        Assert.Equal((0, ""), (list.ExitCode, list.Error));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("toggle --help")]
    public async Task Help_is_on_standard_output(string arguments)
    {
        var result = await Executable.RunAsync(Executable.Daemon, arguments.Split(' '));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--ipc-socket", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Version_is_on_standard_output()
    {
        var result = await Executable.RunAsync(Executable.Daemon, ["--version"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", result.Output);
    }

    public void Dispose() => _directory.Dispose();
}
