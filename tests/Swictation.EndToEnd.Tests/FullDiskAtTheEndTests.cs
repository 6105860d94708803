using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A daemon that is to end while its disk is full loses nothing that nobody has given up.</summary>
public sealed class FullDiskAtTheEndTests : IDisposable
{
    private readonly TemporaryDirectory _room = new();

    public void Dispose() => _room.Dispose();

    [SmallDiskFact]
    public async Task Quit_saves_everything_where_there_is_room_and_the_next_daemon_stores_it()
    {
        using var disk = new SmallDisk();
        var environment = Places(disk, runtimeDirectory: _room.Path);
        await using (var daemon = await DaemonProcess.StartAsync(disk.Path, "text:-", environment, "--record"))
        {
            await FillAsync(disk, daemon);

            Assert.Contains(
                $"will be saved in {_room.Path}", await daemon.CommandAsync("quit"), StringComparison.Ordinal);
            Assert.Equal(1, await daemon.ExitAsync());
        }

        disk.Free();
        await using var next = await DaemonProcess.StartAsync(disk.Path, "text:-", environment);

        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE body LIKE '%the last words%'"));
        Assert.Contains("\"state\":\"idle\"", await next.CommandAsync("status"), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task Quit_gives_up_the_reserve_where_nothing_else_has_room_and_the_next_daemon_takes_it_again()
    {
        using var disk = new SmallDisk(mebibytes: 40);
        var environment = Places(disk, runtimeDirectory: disk.Path);
        var reserve = Path.Combine(disk.Path, "log.db.reserve");
        await using (var daemon = await DaemonProcess.StartAsync(disk.Path, "text:-", environment, "--record"))
        {
            Assert.Equal(16 * 1024 * 1024, new FileInfo(reserve).Length);
            await FillAsync(disk, daemon);

            Assert.Contains($"will be saved in {disk.Path}", await daemon.CommandAsync("quit"), StringComparison.Ordinal);
            Assert.Equal(1, await daemon.ExitAsync());
            Assert.False(File.Exists(reserve));
            await daemon.LogsAsync($"they are in {disk.Path}");
        }

        disk.Free();
        await using var next = await DaemonProcess.StartAsync(disk.Path, "text:-", environment);

        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE body LIKE '%the last words%'"));
        Assert.True(File.Exists(reserve));
    }

    [SmallDiskFact]
    public async Task Daemon_that_is_terminated_saves_everything_where_there_is_room()
    {
        using var disk = new SmallDisk();
        var environment = Places(disk, runtimeDirectory: _room.Path);
        await using (var daemon = await DaemonProcess.StartAsync(disk.Path, "text:-", environment, "--record"))
        {
            await FillAsync(disk, daemon);

            daemon.Signal("SIGTERM");

            Assert.Equal(1, await daemon.ExitAsync());
            await daemon.LogsAsync($"they are in {_room.Path}");
        }

        disk.Free();
        await using var next = await DaemonProcess.StartAsync(disk.Path, "text:-", environment);

        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE body LIKE '%the last words%'"));
    }

    [SmallDiskFact]
    public async Task Daemon_that_is_terminated_where_nothing_has_room_ends_and_says_what_was_lost()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(
            disk.Path, "text:-", Places(disk, runtimeDirectory: disk.Path), "--record");
        await FillAsync(disk, daemon);

        daemon.Signal("SIGTERM");

        Assert.Equal(1, await daemon.ExitAsync());
        Assert.Matches(@"\d+ events could not be stored: the disk is full; .*; they are lost", daemon.Log);
    }

    [SmallDiskFact]
    public async Task Quit_on_the_command_line_asks_once_and_with_force_not_at_all()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(
            disk.Path, "text:-", Places(disk, runtimeDirectory: disk.Path), "--record");
        await FillAsync(disk, daemon);

        var asked = await QuitAsync(daemon);
        var status = await daemon.CommandAsync("status");
        var forced = await QuitAsync(daemon, "--force");

        Assert.Equal((1, ""), (asked.ExitCode, asked.Output));
        Assert.Contains("quit --force, ends the daemon without them", Assert.Single(asked.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("success", status, StringComparison.Ordinal);
        Assert.Equal(0, forced.ExitCode);
        Assert.Contains("may be lost", forced.Output, StringComparison.Ordinal);
        Assert.Equal(1, await daemon.ExitAsync());
    }

    [SmallDiskFact]
    public async Task Quit_waits_for_an_answer_where_nothing_has_room_and_what_waits_is_stored_when_there_is()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(
            disk.Path, "text:-", Places(disk, runtimeDirectory: disk.Path), "--record");
        await FillAsync(disk, daemon);

        Assert.Contains("\"code\":\"events_at_risk\"", await daemon.CommandAsync("quit"), StringComparison.Ordinal);
        disk.Free();
        await daemon.LogsAsync("can be written again");

        Assert.Contains("success", await daemon.CommandAsync("quit"), StringComparison.Ordinal);
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Single(daemon.Query<long>("SELECT seq FROM events WHERE body LIKE '%the last words%'"));
    }

    [SmallDiskFact]
    public async Task Second_quit_ends_the_daemon_and_it_says_what_was_lost()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(
            disk.Path, "text:-", Places(disk, runtimeDirectory: disk.Path), "--record");
        await FillAsync(disk, daemon);

        await daemon.CommandAsync("quit");
        await daemon.CommandAsync("quit");

        Assert.Equal(1, await daemon.ExitAsync());
        await daemon.LogsAsync("they are lost");
    }

    private static Task<ProcessResult> QuitAsync(DaemonProcess daemon, params string[] options) =>
        Executable.RunAsync(Executable.Daemon, ["quit", "--ipc-socket", daemon.IpcSocket, .. options]);

    // Everything that a daemon tries is on the small disk, but for the one place.
    private static Dictionary<string, string> Places(SmallDisk disk, string runtimeDirectory) =>
        new() { ["TMPDIR"] = disk.Path, ["XDG_RUNTIME_DIR"] = runtimeDirectory };

    private static async Task FillAsync(SmallDisk disk, DaemonProcess daemon)
    {
        using var client = await daemon.ConnectAsync();
        await daemon.SayAsync("the first words");
        await client.ReadLinesUntilAsync("the first words");
        disk.Fill();
        var said = 1;
        await Eventually.IsTrueAsync(
            async () =>
            {
                for (var i = 0; i < 20; i++) await daemon.SayAsync($"sentence {said++} {new string('x', 200)}");
                return daemon.Log.Contains("cannot be written", StringComparison.Ordinal);
            },
            "the log cannot be written");
        await daemon.SayAsync("the last words");
        said++;
        await Eventually.IsTrueAsync(
            async () => (await daemon.CommandAsync("status"))
                .Contains($"\"segments\":{said},", StringComparison.Ordinal),
            "all lines are taken");
    }
}
