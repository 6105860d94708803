using System.Globalization;
using System.Text.RegularExpressions;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>
/// Typer and daemon end in the middle, in order or by SIGKILL. <c>SWICTATION_TEST_SENTENCES</c> says how many sentences are
/// said; scripts/torture says a thousand. Not part of the usual run: a sentence that waits ten seconds for a busy machine is too
/// old to be typed.
/// </summary>
[Trait("Category", "Stress")]
public sealed class TypistCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Each = 10;

    private static readonly int Sentences = int.Parse(
        Environment.GetEnvironmentVariable("SWICTATION_TEST_SENTENCES") is { Length: > 0 } said ? said : "0", CultureInfo.InvariantCulture);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task Each_sentence_is_typed_once_in_order_over_orderly_restarts_of_typer_and_daemon()
    {
        Assert.SkipUnless(Sentences > 0, "scripts/torture says how many sentences are said.");
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        var daemon = await StartDaemonAsync();
        var typist = await TypistProcess.StartAsync(desktop, daemon);
        var restarts = 0;
        for (var said = 0; said < Sentences; said += Each)
        {
            for (var i = said; i < said + Each; i++) await daemon.SayAsync(Word(i));
            // What is in the pipe of a daemon that ends was never said.
            await StoredAsync(daemon, said + Each);
            if (restarts++ % 2 == 0)
            {
                Assert.Equal(0, await typist.EndAsync());
                await typist.DisposeAsync();
                typist = await TypistProcess.StartAsync(desktop, daemon);
            }
            else
            {
                daemon.Signal("SIGTERM");
                await daemon.ExitAsync();
                await daemon.DisposeAsync();
                daemon = await StartDaemonAsync();
            }

            await desktop.TypedIsAsync(string.Concat(Enumerable.Range(0, said + Each).Select(i => $"{Word(i)} ")));
        }

        output.WriteLine($"{Sentences} sentences, {restarts} restarts");
        Assert.Equal(0, await typist.EndAsync());
        Assert.All(daemon.Outcomes(), outcome => Assert.Equal("typed", outcome));
        await typist.DisposeAsync();
        await daemon.DisposeAsync();
    }

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task No_sentence_is_typed_twice_when_both_are_killed_and_every_missing_one_is_listed_and_can_be_typed()
    {
        Assert.SkipUnless(Sentences > 0, "scripts/torture says how many sentences are said.");
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        var random = new Random(Seed.Take(output.WriteLine));
        var daemon = await StartDaemonAsync();
        var typist = await TypistProcess.StartAsync(desktop, daemon);
        var kills = 0;
        for (var said = 0; said < Sentences; said += Each)
        {
            for (var i = said; i < said + Each; i++) await daemon.SayAsync(Word(i));
            await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
            if (kills++ % 2 == 0)
            {
                await typist.KillAsync();
                await typist.DisposeAsync();
                typist = await TypistProcess.StartAsync(desktop, daemon);
            }
            else
            {
                await daemon.KillAsync();
                await daemon.DisposeAsync();
                daemon = await StartDaemonAsync();
            }
        }

        await daemon.SayAsync("the end");
        await Eventually.IsTrueAsync(() => desktop.Typed().EndsWith("the end ", StringComparison.Ordinal), "the last one is typed");
        Assert.Equal(0, await typist.EndAsync());

        var stored = daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq").SkipLast(1).ToList();
        var typed = Words(desktop.Typed());
        Assert.Equal(typed.Distinct(), typed);
        Assert.Equal(typed.Order(StringComparer.Ordinal), typed);
        Assert.Empty(typed.Except(stored));
        var missing = stored.Except(typed).ToList();
        var listed = (await TypistProcess.RunAsync(desktop, daemon, "--missed")).Output;
        Assert.All(missing, word => Assert.Contains($"\t{word}\n", listed, StringComparison.Ordinal));
        output.WriteLine($"{kills} kills: {stored.Count} sentences stored, {typed.Count} typed, {missing.Count} missing and listed, {listed.Count(c => c == '\n')} listed");

        foreach (var word in missing.TakeLast(5))
        {
            var again = await TypistProcess.RunAsync(desktop, daemon, "--again", $"{stored.Count + 1 - stored.IndexOf(word)}");
            Assert.Equal(0, again.ExitCode);
            await Eventually.IsTrueAsync(() => desktop.Typed().EndsWith($"{word} ", StringComparison.Ordinal), "it is typed");
        }

        await typist.DisposeAsync();
        await daemon.DisposeAsync();
    }

    private Task<DaemonProcess> StartDaemonAsync() => DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

    private static Task StoredAsync(DaemonProcess daemon, int count) => Eventually.IsTrueAsync(
        () => daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'transcription'").Single() == count, "all is stored");

    private static List<string> Words(string typed) => [.. Regex.Matches(typed, @"word\d{4}").Select(word => word.Value)];

    private static string Word(int number) => string.Create(CultureInfo.InvariantCulture, $"word{number:0000}");
}
