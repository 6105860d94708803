using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class DuTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();

    public async ValueTask InitializeAsync()
    {
        await _log.AppendAsync(
        [
            .. RecordedLog.OneSession(),
            .. RecordedLog.OneSession(2, from: 40 * 24 * 3600),
            new SessionStart(new(3), RecordedLog.At(40 * 24 * 3600 + 60)),
            new SessionEnd(new(3), RecordedLog.At(40 * 24 * 3600 + 70), SessionEndReason.Cancelled),
        ]);
        Put("metrics.db-audio/2-000000000000-20260301T090000000000Z.wav", 1_000);
        Put("metrics.db-audio/3-000000000000-20260301T090000000000Z.wav", 2_000);
        Put("metrics.db-audio/kept/1-000000000000-20260410T090000000000Z.flac", 3_000);
        Put("metrics.db-audio/failed/1-000000000000-0016000-20260410T090000000000Z.wav", 4_000);
        Put("metrics.db-audio/withheld/1-000000000000-0016000-20260410T090000000000Z.wav", 5_000);
        Put("metrics.db.reserve", 9_000);
        Put("metrics.db.damaged-20260302T101500", 7_000);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Everything_is_counted_once()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "du", "--db", _log.Path, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var all = document.RootElement;
        var (database, audio) = (all.GetProperty("database"), all.GetProperty("audio"));
        Assert.Equal(new FileInfo(_log.Path).Length, Bytes(database, "bytes"));
        Assert.Equal(
            Bytes(database, "bytes"),
            Bytes(database, "text_bytes") + Bytes(database, "metrics_bytes") + Bytes(database, "other_bytes")
                + Bytes(database, "index_bytes") + Bytes(database, "free_bytes"));
        Assert.Equal(
            [15_000, 3_000, 4_000, 5_000, 1_000, 2_000, 0],
            audio.EnumerateObject().Select(kind => kind.Value.GetInt64()));
        var aside = Assert.Single(all.GetProperty("set_aside").EnumerateArray());
        Assert.EndsWith("metrics.db.damaged-20260302T101500", aside.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            Bytes(database, "bytes") + Bytes(database, "write_ahead_log_bytes") + 9_000 + 15_000 + 7_000, Bytes(all, "total_bytes"));
        Assert.Equal(9_000, Bytes(all, "reserve_bytes"));
        Assert.True(Bytes(all, "disk_left_bytes") > 0);
    }

    [Fact]
    public async Task Months_add_up()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "du", "--db", _log.Path, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var (database, months) = (document.RootElement.GetProperty("database"), document.RootElement.GetProperty("months"));
        Assert.Equal(["2026-03", "2026-04"], months.EnumerateArray().Select(month => month.GetProperty("month").GetString()));
        Assert.Equal([3_000, 12_000], months.EnumerateArray().Select(month => Bytes(month, "audio_bytes")));
        foreach (var kind in (string[])["text_bytes", "metrics_bytes", "other_bytes"])
        {
            Assert.Equal(Bytes(database, kind), months.EnumerateArray().Sum(month => Bytes(month, kind)));
            Assert.All(months.EnumerateArray(), month => Assert.True(Bytes(month, kind) > 100));
        }
    }

    [Fact]
    public async Task People_get_a_table()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "du", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        string[] lines =
        [
            "Reserve 9.0 kB", "Audio 15.0 kB", "kept 3.0 kB", "failed 4.0 kB", "withheld 5.0 kB", "waiting 1.0 kB", "cancelled 2.0 kB", "Set aside 7.0 kB",
            "metrics.db.damaged-20260302T101500 7.0 kB", "MONTH TEXT METRICS OTHER AUDIO",
        ];
        var shown = result.OutputLines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.All(lines, line => Assert.Contains(line, shown));
        Assert.StartsWith("2026-04 ", shown[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(shown, line => line.StartsWith("orphaned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_log_there_is_nothing_to_measure()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "du", "--db", _log.File("none.db"));

        result.AssertFailed(1, "there is no such database");
    }

    private static long Bytes(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    private void Put(string name, int bytes)
    {
        var path = _log.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
    }
}
