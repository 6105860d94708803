using System.Globalization;
using System.Text.RegularExpressions;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>
/// Typer and daemon end in the middle, in order or by SIGKILL. <c>SWICTATION_TEST_SENTENCES</c> says how many sentences are
/// said: scripts/torture says a thousand, and without it there are a few.
/// </summary>
[Trait("Category", "Stress")]
public sealed class TypistCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Usual = 30;
    private const int Each = 10;
    private const int LongestWaitMs = 60;
    private const int Again = 5;
    private const string Beginning = "the beginning";
    private const string End = "the end";

    private static readonly int Sentences =
        Environment.GetEnvironmentVariable("SWICTATION_TEST_SENTENCES") is { Length: > 0 } said ? int.Parse(said, CultureInfo.InvariantCulture) : Usual;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task Each_sentence_is_typed_once_in_order_over_orderly_restarts_of_typer_and_daemon()
    {
        await using var dictation = await DictationRun.StartAsync(_directory.Path, output.WriteLine);
        // Before the first delivery of all nothing counts as missing.
        await dictation.SettleAsync(Beginning);
        var restarts = 0;
        for (var said = 0; said < Sentences; said += Each)
        {
            for (var i = said; i < said + Each; i++) await dictation.Daemon.SayAsync(Word(i));
            // What is in the pipe of a daemon that ends was never said.
            await dictation.StoredAsync(said + Each + 1);
            if (restarts++ % 2 == 0) await dictation.RestartTypistAsync();
            else await dictation.RestartDaemonAsync();
        }

        await dictation.SettleAsync(End);
        // On a busy machine some wait for longer than the ten seconds within which they are typed: those are offered, and the log says since when.
        var (late, others) = (dictation.TooOld(), dictation.Daemon.Outcomes().Except(["typed", "too_old"]));
        var listed = await dictation.MissedAsync();
        Assert.Empty(others);
        Assert.All(late, sentence => Assert.True(sentence.WaitedS > 10, $"'{sentence.Text}' was too old after {sentence.WaitedS} s"));
        Assert.All(late, sentence => Assert.Contains($"\t{sentence.Text}\n", listed, StringComparison.Ordinal));
        await dictation.Desktop.TypedIsAsync(string.Concat(
            Enumerable.Range(0, restarts * Each).Select(Word).Prepend(Beginning).Append(End).Except(late.Select(sentence => sentence.Text)).Select(word => $"{word} ")));
        output.WriteLine($"{Sentences} sentences, {restarts} restarts, {late.Count} offered because the machine was busy for ten seconds");
    }

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task No_sentence_is_typed_twice_when_both_are_killed_and_every_missing_one_is_listed_and_can_be_typed()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        await using var dictation = await DictationRun.StartAsync(_directory.Path, output.WriteLine);
        await dictation.SettleAsync(Beginning);
        var kills = 0;
        for (var said = 0; said < Sentences; said += Each)
        {
            for (var i = said; i < said + Each; i++) await dictation.Daemon.SayAsync(Word(i));
            await Task.Delay(random.Next(LongestWaitMs), TestContext.Current.CancellationToken);
            if (kills++ % 2 == 0) await dictation.KillTypistAsync();
            else await dictation.KillDaemonAsync();
        }

        await dictation.SettleAsync(End);
        Assert.Equal(0, await dictation.Typist.EndAsync());

        var stored = dictation.Daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq");
        var typed = Words(dictation.Desktop.Typed());
        Assert.Equal(typed.Distinct(), typed);
        Assert.Equal(typed.Order(StringComparer.Ordinal), typed);
        Assert.Empty(typed.Except(stored));
        var missing = stored.Except([Beginning, End]).Except(typed).ToList();
        var listed = await dictation.MissedAsync();
        Assert.All(missing, word => Assert.Contains($"\t{word}\n", listed, StringComparison.Ordinal));
        output.WriteLine($"{kills} kills: {stored.Count - 2} sentences stored, {typed.Count} typed, {missing.Count} missing and listed, {listed.Count(c => c == '\n')} listed");

        foreach (var word in missing.TakeLast(Again))
        {
            var again = await dictation.TypeAgainAsync(stored.Count - stored.IndexOf(word));
            Assert.Equal((0, ""), (again.ExitCode, again.Error));
            await Eventually.IsTrueAsync(() => dictation.Desktop.Typed().EndsWith($"{word} ", StringComparison.Ordinal), $"{word} is typed");
        }
    }

    private static List<string> Words(string typed) => [.. Regex.Matches(typed, @"word\d{4}").Select(word => word.Value)];

    private static string Word(int number) => string.Create(CultureInfo.InvariantCulture, $"word{number:0000}");
}
