using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>
/// Two real daemons that are started at once on one log by two names: one records, the other says who does, and the log
/// is whole. Each pair of kinds of names once; <c>SWICTATION_TEST_PAIRS</c> sets another number of rounds.
/// </summary>
public sealed class TwoNamesTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Rounds = "SWICTATION_TEST_PAIRS";
    private const string Real = "real/log.db";
    private const string HardLink = "other/hard.db";
    private const string MountedFile = "other/mounted.db";
    private const string DanglingLink = "other/dangling.db";
    private const string MountedDirectory = "mounted/log.db";
    private const string Relative = "log.db";

    private static readonly string[] Kinds =
    [
        Real, "other/link.db", "linked/log.db", Relative, "other/../real/log.db", DanglingLink, HardLink, MountedFile,
        MountedDirectory,
    ];

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentBag<DaemonProcess> _started = [];
    private readonly List<string> _said = [];
    private int _number;

    private string Database => _directory.File(Real);

    [Fact]
    public async Task P14_Of_two_that_are_started_at_once_by_any_two_names_one_records_and_the_log_is_whole()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        using var mounted = MakeNames();
        var pairs = Pairs();
        var rounds = Environment.GetEnvironmentVariable(Rounds) is { Length: > 0 } set
            ? int.Parse(set, CultureInfo.InvariantCulture)
            : pairs.Count;

        for (var round = 0; round < rounds; round++)
        {
            await RunAsync(
                pairs[round % pairs.Count], isReversed: random.Next(2) == 0, isKilled: random.Next(2) == 0);
        }

        output.WriteLine($"{rounds} rounds, {pairs.Count} pairs of names");
        AssertWhole();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _started) await daemon.DisposeAsync();
        _directory.Dispose();
    }

    private static List<(string First, string Second)> Pairs()
    {
        var kinds = Kinds.Where(kind => BindMount.IsPossible || kind is not (MountedFile or MountedDirectory)).ToList();
        var pairs = kinds.SelectMany((first, i) => kinds.Skip(i).Select(second => (first, second)));
        // What has a second name is there, and no link to it leads nowhere.
        return [.. pairs.Where(pair => !(Has(pair, DanglingLink) && (Has(pair, HardLink) || Has(pair, MountedFile))))];
    }

    private static bool Has((string First, string Second) pair, string kind) => pair.First == kind || pair.Second == kind;

    private static bool IsReady(DaemonProcess daemon) => daemon.Log.Contains(" is ready; ", StringComparison.Ordinal);

    private BindMount? MakeNames()
    {
        foreach (var name in new[] { "real", "other", "mounted", "0", "1" }) Directory.CreateDirectory(_directory.File(name));
        Directory.CreateSymbolicLink(_directory.File("linked"), "real");
        File.CreateSymbolicLink(_directory.File("other/link.db"), Database);
        File.CreateSymbolicLink(_directory.File(DanglingLink), Database);
        return BindMount.IsPossible ? new(_directory.File("real"), _directory.File("mounted")) : null;
    }

    private async Task RunAsync((string First, string Second) pair, bool isReversed, bool isKilled)
    {
        if (Has(pair, DanglingLink)) BeginAnew();
        using var mount = Has(pair, MountedFile) ? MountFile() : null;
        if (Has(pair, HardLink)) Tool.Run("ln", Database, _directory.File(HardLink));
        string[] names = isReversed ? [pair.Second, pair.First] : [pair.First, pair.Second];

        var daemons = await Task.WhenAll(names.Select(StartAsync));

        // A name that is no link would have a write-ahead log of its own.
        var mayRecord = !Has(pair, HardLink) && pair is not (MountedFile, MountedFile);
        var winners = daemons.Where(IsReady).ToList();
        Assert.True(winners.Count == (mayRecord ? 1 : 0), $"{pair}: {winners.Count} record");
        foreach (var (name, loser) in names.Zip(daemons).Where(started => !IsReady(started.Second)))
            AssertRefused(pair, name, await loser.ExitAsync(), loser.Log, winners.SingleOrDefault());
        foreach (var winner in winners) await RecordAsync(winner, isKilled);
        if (Has(pair, HardLink)) File.Delete(_directory.File(HardLink));
    }

    private static void AssertRefused(
        (string First, string Second) pair, string name, int exitCode, string log, DaemonProcess? winner)
    {
        var reason = log.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.Equal(1, exitCode);
        Assert.True(
            Has(pair, HardLink) ? reason.Contains("has 2 names (hard links)", StringComparison.Ordinal)
            : name == MountedFile && reason.Contains("(a bind mount)", StringComparison.Ordinal)
                || (reason.Contains("another daemon is recording into it", StringComparison.Ordinal)
                    && reason.Contains($"(process {winner!.Id})", StringComparison.Ordinal)),
            $"{pair}, {name}, recorded by {winner?.Id}: {reason}");
    }

    private async Task RecordAsync(DaemonProcess winner, bool isKilled)
    {
        var text = $"text {++_number}";
        using (var client = await winner.ConnectAsync())
        {
            await winner.SayAsync(text);
            await client.ReadLinesUntilAsync($"\"{text}\"");
        }

        _said.Add(text);
        if (isKilled)
        {
            await winner.KillAsync();
            return;
        }

        winner.Signal("SIGTERM");
        Assert.Equal(0, await winner.ExitAsync());
    }

    private async Task<DaemonProcess> StartAsync(string name, int number)
    {
        var directory = _directory.File($"{number}");
        var start = Executable.StartInfo(
            Executable.Daemon,
            [
                "--db", name == Relative ? name : _directory.File(name),
                "--metrics-socket", Path.Combine(directory, "metrics.sock"),
                "--ipc-socket", Path.Combine(directory, "ipc.sock"),
                "--source", "text:-", "--record", "--resume-window", "0",
            ],
            directory);
        start.WorkingDirectory = _directory.File("real");
        var daemon = await DaemonProcess.StartAsync(directory, start);
        _started.Add(daemon);
        return daemon;
    }

    private BindMount MountFile()
    {
        File.WriteAllText(_directory.File(MountedFile), "");
        return new(Database, _directory.File(MountedFile));
    }

    private void BeginAnew()
    {
        if (File.Exists(Database)) AssertWhole();
        foreach (var file in Directory.GetFiles(_directory.File("real"))) File.Delete(file);
        _said.Clear();
    }

    private void AssertWhole()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        var positions = connection.Query<long>("SELECT seq FROM events ORDER BY seq").AsList();
        var texts = connection.Query<string>(
            "SELECT body ->> 'text' FROM events WHERE type = 'transcription' ORDER BY seq").AsList();

        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(seq => (long)seq), positions);
        Assert.Equal(_said, texts);
    }
}
