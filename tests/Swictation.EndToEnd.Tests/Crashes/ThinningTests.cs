using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>A log of many months whose metrics are thinned by real daemons that are killed at every step of it.</summary>
[Trait("Category", "Stress")]
public sealed class ThinningTests : IDisposable
{
    private const int Killed = 128 + 9;
    private const int Sessions = 20;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("log.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P4_P9_Who_follows_a_log_through_its_thinning_gets_what_is_left_once_and_hears_of_every_gap()
    {
        await MonthsOfRecording.RecordAsync(Database, Sessions);
        var sentences = Query<string>("SELECT seq || body FROM events WHERE type = 'transcription' ORDER BY seq");
        await using var first = new AccountingClient(_directory.File("metrics.sock"));
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var second = new AccountingClient(daemon.MetricsSocket);
        await UntilThinnedAsync();
        await using var late = new AccountingClient(daemon.MetricsSocket);
        foreach (var client in new[] { first, second, late })
            await Eventually.IsTrueAsync(() => client.Position >= Head(), "the client is at the end");

        var left = Query<long>("SELECT seq FROM events ORDER BY seq");
        foreach (var client in new[] { first, second, late })
        {
            var got = client.Account();
            Assert.Empty(left.Where(seq => seq <= client.Position).Except(got));
        }

        Assert.True(late.Account()[^1] - late.Account().Count > Sessions * MonthsOfRecording.Minutes * 30, "who came late has heard of gaps");
        Assert.Equal(sentences, Query<string>("SELECT seq || body FROM events WHERE type = 'transcription' ORDER BY seq"));
    }

    [Fact]
    public async Task P4_P9_Nothing_but_old_metrics_is_lost_however_often_the_daemon_is_killed_while_it_thins()
    {
        await MonthsOfRecording.RecordAsync(Database, Sessions);
        var others = Query<string>("SELECT seq || body FROM events WHERE type <> 'metrics_update' ORDER BY seq");
        await using var client = new AccountingClient(_directory.File("metrics.sock"));

        foreach (var step in new[] { "remove", "commit", "begin", "insert" })
        {
            foreach (var moment in new[] { "before", "after" })
            {
                await RunUntilItIsGoneAsync($"{step}.{moment}:2");
            }
        }

        await RunUntilItIsGoneAsync("compact.before:1");
        await RunUntilItIsGoneAsync("compact.after:2");
        await RunUntilItIsGoneAsync("checkpoint.before:1");
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-"))
        {
            await UntilThinnedAsync();
            await Eventually.IsTrueAsync(() => client.Position >= Head(), "the client is at the end");
        }

        Assert.Empty(Query<long>("SELECT seq FROM events ORDER BY seq").Where(seq => seq <= client.Position).Except(client.Account()));
        Assert.Equal(
            others,
            Query<string>("SELECT seq || body FROM events WHERE type <> 'metrics_update' ORDER BY seq").Take(others.Count));
        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*.damaged-*"));
        await LogInvariants.AssertSoundAsync(Database);
    }

    private async Task RunUntilItIsGoneAsync(string step)
    {
        await using var daemon = await DaemonProcess.StartToExitAtAsync(_directory.Path, "text:-", step);
        Assert.Equal(Killed, await daemon.ExitAsync());
    }

    // Of each session a few a minute may be left, of all of them at first sixty.
    private Task UntilThinnedAsync() => Eventually.IsTrueAsync(
        () => Query<long>("SELECT count(*) FROM events WHERE type = 'metrics_update' AND session_id IS NOT NULL")[0] < Sessions * MonthsOfRecording.Minutes * 3,
        "old metrics are thinned");

    private long Head() => Query<long>("SELECT max(seq) FROM events")[0];

    private List<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. connection.Query<T>(sql)];
    }
}
