using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Programs that are started without standard input, output or error, as some launchers and services do it.</summary>
public sealed class StandardDescriptorsTests : IDisposable
{
    private static readonly string[] Redirections = [" <&-", " >&-", " 2>&-"];

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Every combination of closed descriptors.</summary>
    public static TheoryData<string> Closed =>
        [.. Enumerable.Range(1, 7).Select(set => string.Concat(
            Redirections.Where((_, bit) => (set >> bit & 1) != 0)))];

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Daemon_records_without_them_and_opens_no_file_under_their_numbers(string closed)
    {
        await using var daemon = await StartAsync(closed);

        await Eventually.IsTrueAsync(
            async () => (await daemon.CommandAsync("status")).Contains("\"recording\"", StringComparison.Ordinal), "it records");
        for (var descriptor = 0; descriptor < 3; descriptor++)
        {
            var target = new FileInfo($"/proc/{daemon.Id}/fd/{descriptor}").LinkTarget;
            Assert.True(target is "/dev/null" || target!.StartsWith("pipe:", StringComparison.Ordinal), $"{descriptor} is {target}");
        }

        await daemon.CommandAsync("quit");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Commands_without_them_do_their_work_or_fail_in_a_line(string closed)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await daemon.SayAsync("said");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("\"transcription\"");
        var hasOutput = !closed.Contains(" >&-", StringComparison.Ordinal);
        string[][] commands =
        [
            [Executable.Daemon, "status", "--ipc-socket", daemon.IpcSocket],
            [Executable.Daemon, "--metrics", "--ipc-socket", daemon.IpcSocket],
            [Executable.Daemon, "status", "--json", "--ipc-socket", daemon.IpcSocket],
            [Executable.Replay, "--db", daemon.Database, "list"],
            [Executable.Replay, "--db", daemon.Database, "show", "last"],
            [Executable.Replay, "--db", daemon.Database, "export", "last"],
        ];

        foreach (var command in commands)
        {
            var result = await Executable.RunAsync("bash", ["-c", $"\"$@\"{closed}", "bash", .. command], _directory.Path);

            Assert.True(result.ExitCode == (hasOutput ? 0 : 1), $"{string.Join(' ', command)}{closed}: {result.ExitCode} {result.Error}");
            Assert.True(result.ErrorLines.Length <= 1, result.Error);
            if (!hasOutput && result.ErrorLines is [var line])
                Assert.Contains("the output cannot be written", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("follow")]
    [InlineData("status --follow")]
    public async Task Followers_without_standard_output_end_at_once(string verb)
    {
        var program = verb == "follow" ? Executable.Replay : Executable.Daemon;

        var result = await Executable.RunAsync("bash", ["-c", $"\"$0\" {verb} >&-", program], _directory.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the output cannot be written: standard output is closed", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<&-")]
    [InlineData("0>/dev/null")]
    public async Task Text_of_a_standard_input_that_is_none_is_refused(string input)
    {
        var result = await Executable.RunAsync(
            "bash",
            ["-c", $"\"$0\" --db \"$1/log.db\" --source text:- --record --exit-at-end {input}", Executable.Daemon, _directory.Path],
            _directory.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("there is no standard input", Assert.Single(result.Reasons), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory.Path, "log.db")));
    }

    public void Dispose() => _directory.Dispose();

    // Its log may be closed: it is ready when it answers.
    private async Task<DaemonProcess> StartAsync(string closed)
    {
        var text = _directory.File("text");
        Tool.Run("mkfifo", text);
        string[] arguments =
        [
            "-c", $"exec \"$0\" \"$@\"{closed}", Executable.Daemon,
            "--db", _directory.File("log.db"),
            "--metrics-socket", _directory.File("metrics.sock"),
            "--ipc-socket", _directory.File("ipc.sock"),
            "--source", $"text:{text}", "--record",
        ];
        return await DaemonProcess.StartSilentAsync(_directory.Path, Executable.StartInfo("bash", arguments, _directory.Path));
    }
}
