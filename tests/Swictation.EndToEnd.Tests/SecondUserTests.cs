using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Two users whose standard places for sockets are the same: what a machine without XDG_RUNTIME_DIR has.</summary>
public sealed class SecondUserTests : IDisposable
{
    private static readonly string Own = $"/tmp/swictation-{OtherUser.Number}";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _shared;

    public SecondUserTests()
    {
        File.SetUnixFileMode(
            _directory.Path,
            File.GetUnixFileMode(_directory.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        _shared = _directory.File("tmp");
        Directory.CreateDirectory(_shared);
        OtherUser.OpenLikeTmp(_shared);
        foreach (var home in new[] { "first", "second" }) Directory.CreateDirectory(_directory.File(home));
    }

    [Fact]
    public async Task Second_user_records_and_every_client_finds_the_daemon_of_its_own_user()
    {
        SkipUnlessPossible();
        OtherUser.Give(_directory.File("second"));
        await using var first = await StartAsync(Of("first", Executable.Daemon, "--source", "text:-", "--record"));
        await using var second = await StartAsync(
            AsSecond(Of("second", Executable.Daemon, "--source", "text:-", "--record")));

        Assert.Contains(
            $"{_shared}/swictation_metrics.sock belongs to user 0: the socket is {Own}/swictation_metrics.sock instead",
            second.Log,
            StringComparison.Ordinal);
        Assert.Equal("swictation_ipc.sock", new FileInfo($"{Own}/swictation.sock").LinkTarget);
        await first.SayAsync("of the first user");
        await second.SayAsync("of the second user");
        Assert.EndsWith("  of the first user", await FollowAsync(Of("first", Executable.Replay, "follow", "--after", "0")));
        Assert.EndsWith(
            "  of the second user", await FollowAsync(AsSecond(Of("second", Executable.Replay, "follow", "--after", "0"))));
        var metrics = await RunAsync(AsSecond(Of("second", Executable.Daemon, "--metrics")));
        Assert.Equal((0, ""), (metrics.ExitCode, metrics.Error));

        var quit = await RunAsync(AsSecond(Of("second", Executable.Daemon, "quit")));

        Assert.Equal((0, ""), (quit.ExitCode, quit.Error));
        Assert.Equal(0, await second.ExitAsync());
        Assert.Contains("ecording", (await RunAsync(Of("first", Executable.Daemon, "status"))).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Own));
    }

    [Fact]
    public async Task Client_whose_place_another_user_holds_is_told_so_and_not_served_by_them()
    {
        SkipUnlessPossible();
        OtherUser.Give(_directory.File("second"));
        await using var first = await StartAsync(Of("first", Executable.Daemon, "--source", "text:-"));

        var status = await RunAsync(AsSecond(Of("second", Executable.Daemon, "status")));

        Assert.Equal(1, status.ExitCode);
        Assert.Contains(
            "swictation_ipc.sock belongs to user 0, and no daemon of this user listens at "
            + $"{Own}/swictation_ipc.sock; start swictation-daemon",
            Assert.Single(status.ErrorLines),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another user's", "belongs to user 0")]
    [InlineData("open", "is open to other users; try: chmod 700")]
    public async Task Daemon_with_no_safe_place_left_ends_with_the_reason(string kind, string reason)
    {
        SkipUnlessPossible();
        OtherUser.Give(_directory.File("second"));
        await File.WriteAllTextAsync($"{_shared}/swictation_metrics.sock", "", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Own);
        if (kind == "open") OtherUser.Give(Own);
        File.SetUnixFileMode(Own, File.GetUnixFileMode(Own) | UnixFileMode.OtherExecute);

        var refused = await RunAsync(AsSecond(Of("second", Executable.Daemon, "--source", "text:-")));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{Own}: {reason}", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Own));
    }

    [Theory]
    [InlineData("socket")]
    [InlineData("variable")]
    public async Task Path_that_was_named_is_not_replaced(string by)
    {
        SkipUnlessPossible();
        OtherUser.Give(_directory.File("second"));
        var held = $"{_shared}/held.sock";
        await File.WriteAllTextAsync(held, "", TestContext.Current.CancellationToken);
        string[] option = by == "socket" ? ["--metrics-socket", held] : [];
        var start = AsSecond(Of("second", Executable.Daemon, ["--source", "text:-", .. option]));
        if (by == "variable") start.Environment["SWICTATION_METRICS_SOCKET"] = held;

        var refused = await RunAsync(start);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{held}: belongs to user 0", Assert.Single(refused.Reasons), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Own));
    }

    public void Dispose()
    {
        if (Directory.Exists(Own)) Directory.Delete(Own, recursive: true);
        _directory.Dispose();
    }

    private static void SkipUnlessPossible()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Assert.SkipUnless(
            Tool.TryRun("setpriv", $"--reuid={OtherUser.Number}", "--clear-groups", "test", "-x", Executable.Daemon),
            $"Other users may not run {Executable.Daemon}.");
    }

    // Each user has a home of their own; what they share stands for /tmp.
    private ProcessStartInfo Of(string user, string program, params string[] arguments)
    {
        var start = Executable.StartInfo(program, arguments, _directory.File(user));
        start.WorkingDirectory = _directory.File(user);
        start.Environment["XDG_RUNTIME_DIR"] = _shared;
        return start;
    }

    private static ProcessStartInfo AsSecond(ProcessStartInfo start) => OtherUser.Start(start);

    private Task<DaemonProcess> StartAsync(ProcessStartInfo start) => DaemonProcess.StartAsync(_shared, start);

    private static async Task<ProcessResult> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(LineClient.Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var error = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static async Task<string?> FollowAsync(ProcessStartInfo start)
    {
        using var follower = Process.Start(start)!;
        using var late = new CancellationTokenSource(LineClient.Deadline);
        try
        {
            return await follower.StandardOutput.ReadLineAsync(late.Token);
        }
        finally
        {
            follower.Kill();
            await follower.WaitForExitAsync(late.Token);
        }
    }
}
