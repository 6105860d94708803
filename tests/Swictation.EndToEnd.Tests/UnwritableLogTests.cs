using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A log that cannot be written for a while: what is said meanwhile is in it afterwards.</summary>
public sealed class UnwritableLogTests : IDisposable
{
    private const string StateError = "\"type\":\"state_change\",\"state\":\"error\"";
    private const string StateRecording = "\"type\":\"state_change\",\"state\":\"recording\"";

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _said = [];

    public void Dispose() => _directory.Dispose();

    [SmallDiskFact]
    public async Task Disk_that_fills_up_and_is_freed_has_everything_in_order_once()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(disk.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await SayAsync(daemon, 20);
        var lines = await client.ReadLinesUntilAsync(_said[^1]);
        disk.Fill();

        await SayUntilItFailsAsync(daemon);
        lines.AddRange(await client.ReadLinesUntilAsync(StateError));
        await SayAsync(daemon, 300);
        var status = await daemon.CommandAsync("status");
        using var late = await daemon.ConnectAsync();
        var caughtUp = await late.ReadLinesUntilAsync(StateError);
        Assert.Contains("\"state\":\"error\"", status, StringComparison.Ordinal);
        Assert.Contains("\"trouble\":[\"Nothing can be stored since", status, StringComparison.Ordinal);
        Assert.Contains("the disk is full", status, StringComparison.Ordinal);
        Assert.Contains(caughtUp, line => line.Contains(_said[0], StringComparison.Ordinal));

        disk.Free();
        lines.AddRange(await client.ReadLinesUntilAsync(StateRecording));
        await late.ReadLinesUntilAsync(StateRecording);

        AssertAllIsStored(daemon);
        var sent = lines.Where(line => line.Contains("\"transcription\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(_said.Count, sent.Count);
        Assert.All(sent.Zip(_said), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Contains("\"state\":\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Equal(
            ["state_change", "storage_failed", "storage_restored", "state_change"],
            daemon.Query<string>(
                """
                SELECT type
                FROM events
                WHERE type LIKE 'storage%'
                OR (type = 'state_change' AND seq > (SELECT min(seq) FROM events WHERE type = 'session_start') + 1)
                ORDER BY seq
                """));
        daemon.Signal("SIGTERM");
        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Equal("ok", Assert.Single(daemon.Query<string>("PRAGMA integrity_check")));
    }

    [SmallDiskFact]
    public async Task Audio_that_a_full_disk_does_not_take_is_told_and_leaves_no_empty_files()
    {
        using var disk = new SmallDisk();
        await using var daemon = await DaemonProcess.StartAsync(
            disk.Path, $"file:{LibriVox.Sentences[1].Path}", "--record");
        disk.Fill();

        await daemon.LogsAsync("but a crash would lose it");
        var status = await daemon.CommandAsync("status");
        await daemon.LogsAsync("The source has ended");
        disk.Free();

        Assert.Contains("a crash would lose it", status, StringComparison.Ordinal);
        await daemon.LogsAsync("audio cannot be stored: the disk is full; free some space");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(daemon.Database + "-audio"), path => new FileInfo(path).Length <= 44);
        await daemon.CommandAsync("quit");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [ImmutableFilesFact]
    public async Task Archive_that_cannot_be_written_can_be_read()
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await daemon.ConnectAsync();
            await SayAsync(daemon, 5);
            await client.ReadLinesUntilAsync(_said[^1]);
            await daemon.CommandAsync("quit");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        using var readOnly = new ImmutableFiles(_directory.Path);
        var shown = await Executable.RunAsync(
            Executable.Replay, ["show", "last", "--db", _directory.File("log.db")], home: null);

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains(_said[^1], shown.Output, StringComparison.Ordinal);
    }

    [ImmutableFilesFact]
    public async Task Files_that_become_read_only_are_waited_for()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await SayAsync(daemon, 5);
        await client.ReadLinesUntilAsync(_said[^1]);

        using (new ImmutableFiles(daemon.Database, daemon.Database + "-wal"))
        {
            await SayAsync(daemon, 5);
            await client.ReadLinesUntilAsync(StateError);
            Assert.Contains(
                "input/output error", await daemon.CommandAsync("status"), StringComparison.Ordinal);
            Assert.Contains("Recording stopped, but", await daemon.CommandAsync("stop"), StringComparison.Ordinal);
            Assert.Contains("Recording started, but", await daemon.CommandAsync("toggle"), StringComparison.Ordinal);
        }

        await client.ReadLinesUntilAsync("\"type\":\"session_start\",\"session_id\":2");
        await SayAsync(daemon, 5);
        await client.ReadLinesUntilAsync(_said[^1]);

        AssertAllIsStored(daemon);
    }

    [ImmutableFilesFact]
    public async Task Directory_that_becomes_read_only_is_not_even_noticed()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        using var readOnly = new ImmutableFiles(_directory.Path);

        await SayAsync(daemon, 50);
        var lines = await client.ReadLinesUntilAsync(_said[^1]);

        Assert.DoesNotContain(lines, line => line.Contains(StateError, StringComparison.Ordinal));
        AssertAllIsStored(daemon);
    }

    [Fact]
    public async Task Limit_on_the_size_of_files_is_an_error_and_no_end()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        var size = new FileInfo(daemon.Database + "-wal").Length;
        Tool.Run("prlimit", "--pid", $"{daemon.Id}", $"--fsize={size}:");

        await SayUntilItFailsAsync(daemon);
        await SayAsync(daemon, 50);
        await client.ReadLinesUntilAsync(StateError);
        Tool.Run("prlimit", "--pid", $"{daemon.Id}", "--fsize=unlimited:");

        await client.ReadLinesUntilAsync(_said[^1]);
        AssertAllIsStored(daemon);
    }

    [Fact]
    public async Task Daemon_that_has_to_end_before_it_can_store_everything_leaves_it_in_a_file()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await SayAsync(daemon, 5);
        await client.ReadLinesUntilAsync(_said[^1]);
        File.Move(daemon.Database, _directory.File("away.db"));

        await SayUntilItFailsAsync(daemon);
        await SayAsync(daemon, 5);
        Assert.Contains("moved or replaced", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        await Eventually.IsTrueAsync(
            async () => (await daemon.CommandAsync("status"))
                .Contains($"\"segments\":{_said.Count}", StringComparison.Ordinal),
            "all lines are taken");
        await daemon.CommandAsync("quit");

        Assert.Equal(1, await daemon.ExitAsync());
        var unsaved = Assert.Single(Directory.GetFiles(_directory.Path, "swictation-unsaved-*.jsonl"));
        Assert.Contains(unsaved, daemon.Log, StringComparison.Ordinal);
        Assert.Contains(_said[^1], File.ReadAllText(unsaved), StringComparison.Ordinal);
        Assert.False(File.Exists(daemon.Database));

        File.Move(_directory.File("away.db"), daemon.Database);
        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        AssertAllIsStored(next);
        Assert.Equal([unsaved + ".stored"], Directory.GetFiles(_directory.Path, "swictation-unsaved-*"));
    }

    private async Task SayAsync(DaemonProcess daemon, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _said.Add($"sentence {_said.Count} {new string('x', 200)}");
            await daemon.SayAsync(_said[^1]);
        }
    }

    // What is in the files already can be written over, and whether the database is still there is asked once a second:
    // it does not fail at the first line, but soon.
    private Task SayUntilItFailsAsync(DaemonProcess daemon) => Eventually.IsTrueAsync(
        async () =>
        {
            await SayAsync(daemon, 20);
            return daemon.Log.Contains("cannot be written", StringComparison.Ordinal);
        },
        "the log says that it cannot be written");

    private void AssertAllIsStored(DaemonProcess daemon)
    {
        Assert.Equal(
            _said,
            daemon.Query<string>("SELECT body ->> 'text' FROM events WHERE type = 'transcription' ORDER BY seq"));
        Assert.Equal(
            1, Assert.Single(daemon.Query<long>("SELECT count(*) = max(seq) AND min(seq) = 1 FROM events")));
    }
}
