using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A recogniser that crashes or hangs does not take the daemon with it, and outlives it in no case.</summary>
public sealed partial class RecogniserFaultTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Recogniser_that_is_killed_at_work_costs_one_segment_and_is_started_again()
    {
        await using var daemon = await StartAsync(Speech(sentences: 3), "--record");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("\"transcription\"");

        // The next segment is being recognised: all of them wait.
        Kill(Recognisers(daemon).Single());
        await client.ReadLinesUntilAsync("\"transcription\"");
        await daemon.CommandAsync("quit");

        Assert.Equal(0, await daemon.ExitAsync());
        Assert.Equal(2, Recognisers(daemon).Length);
        Assert.Equal(
            "the recogniser ended before it had an answer (signal 9)",
            Assert.Single(daemon.Query<string>("SELECT body ->> 'error' FROM events WHERE type = 'segment_failed'")));
        Assert.DoesNotContain(Recognisers(daemon), IsAlive);
    }

    [Fact]
    public async Task Recogniser_at_work_ends_with_a_daemon_that_is_killed()
    {
        await using var daemon = await StartAsync(Speech(sentences: 5), "--record");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("\"transcription\"");
        var recogniser = Recognisers(daemon).Single();
        Assert.True(IsAlive(recogniser));

        await daemon.KillAsync();

        await Eventually.IsTrueAsync(() => !IsAlive(recogniser), "the recogniser has ended");
    }

    [Fact]
    public async Task Program_that_hangs_is_ended_with_its_children_and_the_daemon_goes_on()
    {
        var script = Script("""echo $$ >> "$0.pids"; sleep 600 & echo $! >> "$0.pids"; wait""");
        await using var daemon = await StartAsync(
            Speech(sentences: 1),
            "--record", "--transcriber", $"command:bash {script} {{}}", "--recognition-timeout", "1");
        using var client = await daemon.ConnectAsync();

        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'segment_failed'").Single() > 0,
            "the segment has failed");

        Assert.Contains("\"state\":\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Equal(
            "the recogniser was not done after 1 s",
            daemon.Query<string>("SELECT body ->> 'error' FROM events WHERE type = 'segment_failed'")[0]);
        var started = File.ReadLines($"{script}.pids").Select(Number).Take(2).ToList();
        await Eventually.IsTrueAsync(() => !started.Exists(IsAlive), "the program and its child have ended");
    }

    [Fact]
    public async Task Run_whose_recogniser_fails_ends_with_1_and_says_what_to_do()
    {
        await using var daemon = await StartAsync(
            Speech(sentences: 1), "--record", "--exit-at-end", "--transcriber", "command:false");

        var code = await daemon.ExitAsync();

        Assert.Equal(1, code);
        await daemon.LogsAsync("'swictation-replay retry 1 --db ");
    }

    [Fact]
    public async Task Any_program_that_prints_text_recognises()
    {
        var script = Script(
            """[ "$(head -c 4 "$1")" = RIFF ] && echo '  heard  by a program'; echo 'beside the text' >&2""");
        await using var daemon = await StartAsync(
            Speech(sentences: 1), "--record", "--exit-at-end", "--transcriber", $"command:bash '{script}' {{}}");

        Assert.Equal(0, await daemon.ExitAsync());

        var texts = daemon.Query<string>("SELECT text FROM transcripts");
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Equal("heard by a program", text));
        await daemon.LogsAsync("beside the text");
        Assert.Empty(Directory.EnumerateDirectories(_directory.Path, "swictation-segment-*"));
        Assert.DoesNotContain(Recognisers(daemon), IsAlive);
    }

    public void Dispose() => _directory.Dispose();

    private static int[] Recognisers(DaemonProcess daemon) =>
        [.. ReadyLine().Matches(daemon.Log).Select(match => Number(match.Groups[1].Value))];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static bool IsAlive(int processId)
    {
        try
        {
            // One that has ended and that nobody has asked for its exit code is dead too.
            var status = File.ReadAllText($"/proc/{processId}/stat").Split(')')[^1];
            return !status.StartsWith(" Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Task<DaemonProcess> StartAsync(string speech, params string[] options) =>
        DaemonProcess.StartAsync(_directory.Path, $"file:{speech}?pace=max", options);

    private string Speech(int sentences)
    {
        var path = _directory.File("speech.wav");
        LibriVox.Join(path, LibriVox.Sentences.Take(sentences), pauseS: 1);
        return path;
    }

    private string Script(string text)
    {
        File.WriteAllText(_directory.File("recogniser.sh"), text);
        return _directory.File("recogniser.sh");
    }

    [GeneratedRegex(@"The recogniser .* is ready \(process (\d+),")]
    private static partial Regex ReadyLine();
}
