using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>
/// Ends real daemons before and after each step of append, publish, project, checkpoint, migrate, recover and salvage,
/// starts the next one, and looks whether anything was lost.
/// </summary>
[Trait("Category", "Stress")]
public sealed class CrashPointTests : IDisposable
{
    private const int Killed = 128 + 9;
    private const int WalHeader = 32;
    private const int FrameHeader = 24;
    private const int ChecksumOfFrame = 16;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("log.db");

    public static TheoryData<string> Recording =>
    [
        "begin.before:2", "begin.after:2", "insert.before:7", "insert.after:7", "commit.before:4", "commit.after:4",
        "publish.before:4", "publish.after:4", "project.before:1", "project.after:1", "checkpoint.before:1",
        "checkpoint.after:1", "migrate.before:1", "migrate.after:1", "migrate.before:3", "migrate.after:3",
    ];

    public static TheoryData<string> Recovering => ["recover.before", "recover.after"];

    public static TheoryData<string> Salvaging =>
    [
        "set_aside.before:1", "set_aside.after:1", "set_aside.after:2", "set_aside.after:3", "salvage.before",
        "salvage.after", "replace.before", "replace.after",
    ];

    [Theory]
    [MemberData(nameof(Recording))]
    public async Task P1_Nothing_is_lost_when_the_daemon_is_gone_at_a_step_of_recording(string step)
    {
        await using var client = new FollowingClient(_directory.File("metrics.sock"));

        await RunUntilItIsGoneAsync(step);
        await FinishAsync();

        await AssertNothingIsLostAsync(client);
    }

    [Theory]
    [MemberData(nameof(Recovering))]
    public async Task P7_Nothing_is_lost_when_the_daemon_is_gone_at_a_step_of_recovery(string step)
    {
        await using var client = new FollowingClient(_directory.File("metrics.sock"));
        await RecordAndKillAsync();

        await RunUntilItIsGoneAsync(step, "--resume-window", "0");
        await FinishAsync();

        await AssertNothingIsLostAsync(client);
    }

    [Theory]
    [MemberData(nameof(Salvaging))]
    public async Task A_damaged_log_is_salvaged_once_though_the_daemon_is_gone_at_a_step_of_it(string step)
    {
        await RecordAndKillAsync();
        DamageAFrame(Database + "-wal");
        var damaged = File.ReadAllBytes(Database);
        var wal = File.ReadAllBytes(Database + "-wal");

        await RunUntilItIsGoneAsync(step);
        await FinishAsync();

        var aside = Assert.Single(
            Directory.EnumerateFiles(_directory.Path, "*.damaged-*"),
            name => name[^4] != '-');
        Assert.Equal(damaged, File.ReadAllBytes(aside));
        Assert.Equal(wal, File.ReadAllBytes(aside + "-wal"));
        Assert.Equal(
            ["before 1", "before 2", "before 3"],
            Query("SELECT body ->> 'text' FROM events WHERE body ->> 'text' LIKE 'before%' ORDER BY seq"));
        Assert.Equal(["1"], Query("SELECT count(*) FROM events WHERE type = 'log_salvaged'"));
        Assert.False(File.Exists(Database + ".salvage") || File.Exists(Database + ".salvaging"));
        LogInvariants.AssertContiguous(Database);
        LogInvariants.AssertSessionsAreClosed(Database);
        await LogInvariants.AssertSoundAsync(Database);
    }

    public void Dispose() => _directory.Dispose();

    private async Task RecordAndKillAsync()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        for (var i = 1; i <= 3; i++) await daemon.SayAsync($"before {i}");
        await client.ReadLinesUntilAsync("before 3");
        await daemon.KillAsync();
    }

    // The second frame's checksum: no event is lost by it, but SQLite would not see any that comes after it.
    private static void DamageAFrame(string path)
    {
        using var wal = File.OpenWrite(path);
        wal.Position = WalHeader + FrameHeader + DatabasePages.UsualSize + ChecksumOfFrame;
        wal.Write([0xAA, 0x55]);
    }

    // One session from its start to a clean end, as far as it gets.
    private async Task RunUntilItIsGoneAsync(string step, params string[] options)
    {
        await using var daemon = await DaemonProcess.StartToExitAtAsync(
            _directory.Path, "text:-", step, ["--record", "--exit-at-end", .. options]);
        try
        {
            for (var i = 1; i <= 20 && !daemon.HasExited; i++) await daemon.SayAsync($"sentence {i}");
            daemon.EndInput();
        }
        catch (IOException)
        {
            Assert.True(true, "It is gone already.");
        }

        Assert.Equal(Killed, await daemon.ExitAsync());
    }

    private async Task FinishAsync()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--exit-at-end");
        await daemon.SayAsync("the last sentence");
        daemon.EndInput();
        Assert.Equal(0, await daemon.ExitAsync());
    }

    private async Task AssertNothingIsLostAsync(FollowingClient client)
    {
        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*.damaged-*"));
        LogInvariants.AssertContiguous(Database);
        LogInvariants.AssertHolds(Database, client.TakeReceived());
        LogInvariants.AssertSessionsAreClosed(Database);
        Assert.Equal(["1"], Query("SELECT count(*) FROM events WHERE body ->> 'text' = 'the last sentence'"));
        await LogInvariants.AssertSoundAsync(Database);
    }

    private List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        return [.. connection.Query<string>(sql)];
    }
}
