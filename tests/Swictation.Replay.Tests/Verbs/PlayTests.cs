using System.Diagnostics;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class PlayTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Played_session_reaches_a_client_and_the_tool_ends_by_itself()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using var tool = await PlayAsync("--speed", "0", "--socket", _log.SocketPath);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();
        var result = await ReplayTool.EndAsync(tool);

        Assert.Equal(new(0, "", ""), result);
        Assert.Equal(12, lines.Count);
        Assert.False(File.Exists(_log.SocketPath));
    }

    [Fact]
    public async Task It_begins_where_it_is_told_to()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using var tool = await PlayAsync("--speed", "max", "--from", "+5", "--socket", _log.SocketPath);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();
        var result = await ReplayTool.EndAsync(tool);

        Assert.Equal(new(0, "", ""), result);
        Assert.Contains("that is\\nthe question", lines[0], StringComparison.Ordinal);
        Assert.Equal(6, lines.Count);
    }

    [Fact]
    public async Task Any_client_can_be_served_as_the_desktop_interface()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using var tool = await PlayAsync("--speed", "0", "--socket", _log.SocketPath, "--client-dialect", "tauri");
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();
        var result = await ReplayTool.EndAsync(tool);

        Assert.Equal(new(0, "", ""), result);
        Assert.Equal(12, lines.Count);
        Assert.Contains(
            lines,
            line => line.StartsWith("{\"type\":\"session_start\",\"session_id\":\"1\",\"timestamp\":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_ends_it_cleanly_in_the_middle(string signal)
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using var tool = await PlayAsync("--speed", "0.1", "--socket", _log.SocketPath);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);
        await client.ReadLinesAsync(3);

        await SendAsync(signal, tool);
        var result = await ReplayTool.EndAsync(tool);

        Assert.Equal(new(0, "", ""), result);
        Assert.False(File.Exists(_log.SocketPath));
    }

    [Fact]
    public async Task Without_a_socket_it_takes_the_daemons_place_and_a_second_one_is_told_how_to_go_elsewhere()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using var tool = await PlayAsync("--stay");

        var second = await ReplayTool.RunAsync(_log.Directory, "play", "1", "--db", _log.Path);
        await SendAsync("TERM", tool);
        var first = await ReplayTool.EndAsync(tool);

        second.AssertFailed(1, "choose another path with --socket");
        Assert.Contains(_log.File("swictation_metrics.sock"), second.Error, StringComparison.Ordinal);
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task Here_needs_a_daemon()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "play", "1", "--here", "--db", _log.Path);

        result.AssertFailed(1, "no daemon listens there; start swictation-daemon");
    }

    [Theory]
    [InlineData("--stay")]
    [InlineData("--socket", "x.sock")]
    [InlineData("--client-dialect", "tauri")]
    public async Task Here_is_no_socket_of_its_own(params string[] option)
    {
        var result = await ReplayTool.RunAsync(_log.Directory, ["play", "1", "--here", "--db", _log.Path, .. option]);

        result.AssertFailed(2, $"'{option[0]}' is for a socket of its own");
    }

    /// <summary>Returns when it says that clients can connect.</summary>
    private async Task<Process> PlayAsync(params string[] arguments)
    {
        var tool = ReplayTool.Start(_log.Directory, ["play", "1", "--db", _log.Path, .. arguments]);
        using var late = new CancellationTokenSource(LineClient.Deadline);
        var ready = await tool.StandardOutput.ReadLineAsync(late.Token);
        Assert.StartsWith("Playing session 1 (12.0 s, 3 segments) on ", ready, StringComparison.Ordinal);
        return tool;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
