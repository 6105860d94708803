using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What others do to the tables of a daemon that runs, Debian's <c>sqlite3</c> among them.</summary>
public sealed class ResetTests : IDisposable
{
    private const string Rows = "SELECT count(*) FROM segments UNION ALL SELECT count(*) FROM sessions UNION ALL "
        + "SELECT count(*) FROM transcripts_fts WHERE transcripts_fts MATCH 'sentence'";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("DELETE FROM segments")]
    [InlineData("DELETE FROM sessions")]
    [InlineData("UPDATE lifetime_stats SET total_words = 0, total_sessions = 0 WHERE id = 1")]
    [InlineData("INSERT INTO events (at_us, type, version, body) VALUES (1, 'x', 1, '{}')")]
    public async Task P9_A_running_daemon_s_tables_refuse_what_Reset_does(string statement)
    {
        await using var daemon = await StartAsync();
        var before = daemon.Query<long>(Rows);

        var refused = await Sqlite3Async(daemon, statement);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Matches("swictation-(replay rebuild|daemon start)", refused.Error);
        Assert.Equal(before, daemon.Query<long>(Rows));
        await SayAsync(daemon, "and storing goes on");
    }

    [Fact]
    public async Task P8_The_running_daemon_makes_anew_what_somebody_has_deleted_past_the_guards()
    {
        await using var daemon = await StartAsync();
        var before = daemon.Query<long>(Rows);

        // In one transaction: the daemon makes a guard again as soon as it finds it missing.
        var deleted = await Sqlite3Async(
            daemon,
            "BEGIN IMMEDIATE; DROP TRIGGER guard_segments_delete; DROP TRIGGER guard_sessions_delete; "
                + "DELETE FROM segments; DELETE FROM sessions; COMMIT;");

        Assert.Equal((0, ""), (deleted.ExitCode, deleted.Error));
        await Eventually.IsTrueAsync(() => daemon.Query<long>(Rows).SequenceEqual(before), "the rows are there again");
        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'guard_sessions_delete'") is [1],
            "the guards are there again");
    }

    [Fact]
    public async Task P10_Rebuild_is_done_by_the_running_daemon_and_check_reads_beside_it()
    {
        await using var daemon = await StartAsync();
        var before = daemon.Query<long>(Rows);

        var check = await ReplayAsync(daemon, "rebuild", "--check");
        var rebuilt = await ReplayAsync(daemon, "rebuild");

        Assert.Equal(0, check.ExitCode);
        Assert.StartsWith("The tables are what the events say", check.Output, StringComparison.Ordinal);
        Assert.Equal((0, "Made anew from the events: 1 session"), (rebuilt.ExitCode, rebuilt.Output.Trim()));
        Assert.Equal(before, daemon.Query<long>(Rows));
        await SayAsync(daemon, "and storing goes on");
    }

    /// <summary>The program waits for the daemon's transactions: by itself it gives up at once.</summary>
    private static Task<ProcessResult> Sqlite3Async(DaemonProcess daemon, string sql) =>
        Executable.RunAsync("sqlite3", ["-bail", "-cmd", ".timeout 10000", daemon.Database, sql]);

    private static Task<ProcessResult> ReplayAsync(DaemonProcess daemon, params string[] arguments) => Executable.RunAsync(
        Executable.Replay, [.. arguments, "--db", daemon.Database, "--ipc-socket", daemon.IpcSocket]);

    private static async Task SayAsync(DaemonProcess daemon, string line)
    {
        await daemon.SayAsync(line);
        await Eventually.IsTrueAsync(
            () => daemon.Query<long>($"SELECT count(*) FROM events WHERE type = 'transcription' AND body LIKE '%{line}%'") is [1],
            "the line is stored");
    }

    private async Task<DaemonProcess> StartAsync()
    {
        var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await SayAsync(daemon, "the first sentence");
        await SayAsync(daemon, "the second sentence");
        await Eventually.IsTrueAsync(() => daemon.Query<long>("SELECT count(*) FROM segments") is [2], "both are in the tables");
        return daemon;
    }
}
