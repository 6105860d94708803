using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>
/// SIGKILL at random moments while a log of an earlier version gets its chain, is thinned, and is written anew. Before that is
/// written anew, it has to be quiet for half a minute: only <c>scripts/torture</c> waits for it.
/// </summary>
[Trait("Category", "Stress")]
public sealed class UpkeepKillTests(ITestOutputHelper output) : IDisposable
{
    private const string Variable = "SWICTATION_TEST_UPKEEP_KILLS";

    // Nearly all of its life a daemon waits for quiet here.
    private const int LivesAtOnce = 10;

    private static readonly string? Told = Environment.GetEnvironmentVariable(Variable);
    private static readonly int Sessions = Told is null ? 10 : 40;

    private static readonly Stage Chaining = new(
        "chaining", "SELECT EXISTS (SELECT 1 FROM event_chain)", "SELECT (SELECT max(seq) FROM event_chain) > (SELECT max(seq) FROM events) - 256");

    private static readonly Stage Thinning = new(
        "thinning",
        "SELECT EXISTS (SELECT 1 FROM removed_events)",
        $"SELECT count(*) < {Sessions * MonthsOfRecording.Minutes * 3} FROM events WHERE type = 'metrics_update' AND session_id IS NOT NULL");

    private static readonly Stage Rewriting = new("rewriting", Begins: null, "SELECT auto_vacuum = 2 FROM pragma_auto_vacuum");

    private static readonly Stage[] Stages = Told is null ? [Chaining, Thinning] : [Chaining, Thinning, Rewriting];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P9_P12_Killed_at_any_moment_of_chaining_thinning_and_rewriting_a_log_is_whole()
    {
        var kills = int.Parse(Told ?? $"{Stages.Length}", CultureInfo.InvariantCulture);
        var random = new Random(Seed.Take(output.WriteLine));
        var original = await MakeOriginalAsync();
        var lasts = await MeasureAsync(Begin("measured"));
        var lives = (kills + Stages.Length - 1) / Stages.Length;
        // Drawn here: one of these is for one thread.
        var moments = Enumerable.Range(0, lives).Select(_ => Stages.Select(stage => random.NextDouble() * lasts[stage]).ToArray()).ToArray();
        var done = new int[lives][];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, lives),
            new ParallelOptions { MaxDegreeOfParallelism = LivesAtOnce },
            async (life, _) => done[life] = await LiveAsync(Begin($"{life}"), moments[life], original));

        for (var i = 0; i < Stages.Length; i++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{lives} kills while {Stages[i].Name}, which takes {lasts[Stages[i]].TotalMilliseconds:0} ms: {done.Sum(life => life[i])} before it was done; nothing lost"));
        }
    }

    // Kills a daemon in each stage, and lets the last one come to the end.
    private static async Task<int[]> LiveAsync(string directory, TimeSpan[] moments, List<string> original)
    {
        var unfinished = new int[Stages.Length];
        for (var i = 0; i < Stages.Length; i++)
        {
            await using (var daemon = await DaemonProcess.StartAsync(directory, "text:-"))
            {
                await Stages[i].BeginsAsync(daemon.Database);
                await Task.Delay(moments[i]);
                await daemon.KillAsync();
            }

            if (!Stages[i].IsDone(DatabaseIn(directory))) unfinished[i] = 1;
            AssertWhole(directory, original);
        }

        await using (var last = await DaemonProcess.StartAsync(directory, "text:-"))
        {
            foreach (var stage in Stages.Where(stage => stage != Rewriting)) await stage.EndsAsync(last.Database);
            await last.CommandAsync("quit");
            Assert.Equal(0, await last.ExitAsync());
        }

        AssertWhole(directory, original);
        Assert.Empty(Directory.EnumerateFiles(directory, "*.compacting"));
        await LogInvariants.AssertSoundAsync(DatabaseIn(directory));
        Directory.Delete(directory, recursive: true);
        return unfinished;
    }

    private static async Task<Dictionary<Stage, TimeSpan>> MeasureAsync(string directory)
    {
        var lasts = new Dictionary<Stage, TimeSpan>();
        await using var daemon = await DaemonProcess.StartAsync(directory, "text:-");
        foreach (var stage in Stages)
        {
            await stage.BeginsAsync(daemon.Database);
            var began = Stopwatch.GetTimestamp();
            await stage.EndsAsync(daemon.Database);
            lasts.Add(stage, Stopwatch.GetElapsedTime(began));
        }

        return lasts;
    }

    private static void AssertWhole(string directory, List<string> original)
    {
        Assert.Empty(Directory.EnumerateFiles(directory, "*.damaged-*"));
        var verified = LogVerification.Run(DatabaseIn(directory), new(), TimeProvider.System);
        Assert.True(verified.IsWhole, string.Join("; ", verified.Problems));
        Assert.Equal(original, ReadOthers(DatabaseIn(directory)).Take(original.Count));
    }

    // All but old metrics, which is what may go.
    private static List<string> ReadOthers(string database)
    {
        using var connection = Open(database);
        return connection.Query<string>("SELECT seq || body FROM events WHERE type <> 'metrics_update' ORDER BY seq").AsList();
    }

    private static string DatabaseIn(string directory) => Path.Combine(directory, "log.db");

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private async Task<List<string>> MakeOriginalAsync()
    {
        var directory = Directory.CreateDirectory(_directory.File("original")).FullName;
        await MonthsOfRecording.RecordAsync(DatabaseIn(directory), Sessions);
        MonthsOfRecording.MakeEarlierVersion(DatabaseIn(directory));
        return ReadOthers(DatabaseIn(directory));
    }

    private string Begin(string name)
    {
        var directory = Directory.CreateDirectory(_directory.File(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(_directory.File("original"))) File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return directory;
    }

    /// <param name="Begins">A query that says whether it has begun; null where a file beside the log says it.</param>
    /// <param name="IsOver">A query that says whether it is done.</param>
    private sealed record Stage(string Name, string? Begins, string IsOver)
    {
        public Task BeginsAsync(string database) => Eventually.IsTrueAsync(
            () => Begins is null ? File.Exists($"{database}.compacting") : Is(Begins, database), $"{Name} has begun");

        public Task EndsAsync(string database) => Eventually.IsTrueAsync(() => IsDone(database), $"{Name} is done");

        public bool IsDone(string database) => Is(IsOver, database);

        private static bool Is(string query, string database)
        {
            using var connection = Open(database);
            return connection.ExecuteScalar<bool>(query);
        }
    }
}
