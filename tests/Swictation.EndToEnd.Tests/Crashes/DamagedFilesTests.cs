using System.Globalization;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>
/// Real daemons on files that were damaged after a kill: they start or say why not, and nobody gets what was not said.
/// </summary>
[Trait("Category", "Stress")]
public sealed class DamagedFilesTests(ITestOutputHelper output)
{
    private const int Variants = 12;
    private const int Sentences = 300;

    [Fact]
    public async Task A_daemon_on_damaged_files_starts_or_says_why_not_and_sends_nothing_wrong()
    {
        var seed = Seed.Take(output.WriteLine);
        using var recorded = new TemporaryDirectory();
        await RecordAsync(recorded.Path);
        for (var variant = 0; variant < Variants; variant++)
        {
            using var directory = new TemporaryDirectory();
            foreach (var file in Directory.EnumerateFiles(recorded.Path, "log.db*"))
                File.Copy(file, directory.File(Path.GetFileName(file)));
            var what = DamagedFile.Damage(directory.File("log.db"), new Random(seed + variant));
            output.WriteLine($"{seed + variant}: {what}: {await TryAsync(directory)}");
        }
    }

    [Fact]
    public async Task P3_Damage_in_history_ends_one_catch_up_and_nothing_else()
    {
        const string Flipped = "sentence 100 is here";
        using var directory = new TemporaryDirectory();
        await RecordAsync(directory.Path, isKilled: false);
        Flip(directory.File("log.db"), $"\"text\":\"{Flipped}");
        await using (var daemon = await DaemonProcess.StartAsync(directory.Path, "text:-", "--record"))
        {
            using var live = await daemon.ConnectAsync();
            await live.ReadLinesUntilAsync("recording");
            using var client = await daemon.ConnectAsync();
            await client.SendAsync("{\"hello\":{\"after\":0}}\n");
            var lines = await client.ReadLinesUntilAsync("log_damaged");
            await daemon.SayAsync("still here");

            Assert.Contains(lines, line => line.Contains("sentence 99 is here", StringComparison.Ordinal));
            Assert.Contains("\"type\":\"error\"", lines[^1], StringComparison.Ordinal);
            Assert.Null(await client.TryReadLineAsync());
            await live.ReadLinesUntilAsync("still here");
            await daemon.LogsAsync("is damaged: event ");
        }

        await using var restarted = await DaemonProcess.StartAsync(directory.Path, "text:-");
        Assert.Equal(
            [1L], restarted.Query<long>("SELECT body ->> 'lost' FROM events WHERE type = 'log_salvaged'"));
        await restarted.LogsAsync(", lost: 1;");
        Assert.Single(restarted.Query<long>("SELECT seq FROM events WHERE body LIKE '%still here%'"));
    }

    [Fact]
    public async Task P2_A_page_over_that_of_the_newest_events_is_salvaged_and_nobody_is_told_that_this_is_all()
    {
        using var directory = new TemporaryDirectory();
        await RecordAsync(directory.Path, isKilled: false);
        File.Delete(directory.File("log.db.head"));
        var database = await File.ReadAllBytesAsync(directory.File("log.db"));
        var pages = DatabasePages.Of(database);
        pages.Copy(database, pages.FindNewest(database, "CREATE "), pages.FindNewest(database, "\"timestamp\""));
        await File.WriteAllBytesAsync(directory.File("log.db"), database);

        await using (var daemon = await DaemonProcess.StartAsync(directory.Path, "text:-", "--record"))
        {
            using var client = await daemon.ConnectAsync();
            await client.SendAsync("{\"hello\":{\"after\":0}}\n");
            var said = await ReadTextsAsync(client);
            await daemon.SayAsync("said after the damage");
            await client.ReadLinesUntilAsync("said after the damage");

            Assert.True(said.Count > Sentences, $"{said.Count} sentences");
            Assert.Equal(0, await QuitAsync(daemon));
        }

        await using var next = await DaemonProcess.StartAsync(directory.Path, "text:-");
        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE body LIKE '%said after the damage%'"));
        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE type = 'log_salvaged'"));
    }

    private static async Task<int> QuitAsync(DaemonProcess daemon)
    {
        await daemon.CommandAsync("quit");
        return await daemon.ExitAsync();
    }

    // Once stopped and once killed, so that both files hold something.
    private static async Task RecordAsync(string directory, bool isKilled = true)
    {
        await using (var first = await DaemonProcess.StartAsync(directory, "text:-", "--record", "--exit-at-end"))
        {
            for (var i = 1; i <= Sentences; i++) await first.SayAsync($"sentence {i} is here");
            first.EndInput();
            await first.ExitAsync();
        }

        await using var second = await DaemonProcess.StartAsync(directory, "text:-", "--record");
        using var client = await second.ConnectAsync();
        for (var i = Sentences + 1; i <= 2 * Sentences; i++) await second.SayAsync($"sentence {i} is here");
        await client.ReadLinesUntilAsync($"sentence {2 * Sentences} is here");
        if (isKilled) await second.KillAsync();
        else await second.CommandAsync("quit");
        await second.ExitAsync();
    }

    private static void Flip(string path, string text)
    {
        var at = File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) + text.Length - 1;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var bits = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(bits ^ 1));
    }

    private static async Task<string> TryAsync(TemporaryDirectory directory)
    {
        var before = new[] { directory.File("log.db"), directory.File("log.db-wal") }
            .Select(file => Convert.ToHexString(File.ReadAllBytes(file))).ToList();
        await using var daemon = await DaemonProcess.StartAsync(directory.Path, "text:-");
        if (daemon.HasExited)
        {
            Assert.Equal(1, await daemon.ExitAsync());
            await daemon.LogsAsync("log.db");
            return daemon.Log.TrimEnd().Split('\n')[^1];
        }

        using var client = await daemon.ConnectAsync();
        await client.SendAsync("{\"hello\":{\"after\":0,\"types\":[\"transcription\"]}}\n");
        var said = await ReadTextsAsync(client);
        Assert.Contains("success", await daemon.CommandAsync("start"), StringComparison.Ordinal);

        Assert.Equal(said.Order(), said);
        Assert.All(said, number => Assert.InRange(number, 1, 2 * Sentences));
        // Of a log that was salvaged while it was open the daemon still has the files.
        var aside = Directory.GetFiles(directory.Path, "log.db.damaged-*")
            .Select(file => Convert.ToHexString(OtherProgram.ReadAllBytes(file))).ToList();
        if (aside.Count > 0) Assert.All(before, content => Assert.Contains(content, aside));
        return $"{said.Count} of {2 * Sentences} sentences, {(aside.Count > 0 ? "salvaged" : "as it was")}";
    }

    // Up to the present, or to where the daemon says that it cannot go on.
    private static async Task<List<int>> ReadTextsAsync(LineClient client)
    {
        List<int> numbers = [];
        var isNumbered = false;
        while (await client.TryReadLineAsync() is { } line)
        {
            isNumbered |= line.Contains("\"type\":\"hello\"", StringComparison.Ordinal);
            if (isNumbered && line.Contains("\"text\":", StringComparison.Ordinal))
            {
                var words = line[line.IndexOf("\"text\":\"", StringComparison.Ordinal)..].Split('"')[3].Split(' ');
                Assert.Equal(["sentence", words[1], "is", "here"], words);
                numbers.Add(int.Parse(words[1], CultureInfo.InvariantCulture));
            }

            if (line.Contains("caught_up", StringComparison.Ordinal)) return numbers;
        }

        return numbers;
    }
}
