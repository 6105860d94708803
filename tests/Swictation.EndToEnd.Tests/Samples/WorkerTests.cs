using System.Text.RegularExpressions;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Samples;

/// <summary>A program that speaks the worker protocol recognises, against a real daemon.</summary>
public sealed partial class WorkerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [PythonFact]
    public async Task Sample_recognises_and_ends_with_the_daemon()
    {
        var sample = Path.Combine(Repository.Root, "samples", "worker.py");
        await using var daemon = await StartAsync($"worker:python3 '{sample}'", "--record", "--exit-at-end");

        Assert.Equal(0, await daemon.ExitAsync());

        var texts = daemon.Query<string>("SELECT text FROM transcripts");
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Matches(Heard(), text));
    }

    [Fact]
    public async Task Worker_that_there_is_not_is_named_and_no_daemon_starts()
    {
        await using var daemon = await StartAsync("worker:no-such-recogniser --fast");

        Assert.Equal(1, await daemon.ExitAsync());
        await daemon.LogsAsync("no-such-recogniser: is no program that can be run");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Worker_that_ignores_its_end_and_its_children_end_with_the_daemon(bool isKilled)
    {
        var script = _directory.File("worker.sh");
        File.WriteAllText(
            script,
            """
            trap '' TERM INT HUP PIPE
            sleep 600 & echo $! > "$0.pids"; echo $$ >> "$0.pids"
            echo '{"type":"ready","protocol":1}'
            while :; do sleep 1; done
            """);
        await using var daemon = await StartAsync($"worker:bash {script}");
        var started = File.ReadAllLines($"{script}.pids");
        Assert.All(started, id => Assert.True(Directory.Exists($"/proc/{id}")));

        if (isKilled)
            await daemon.KillAsync();
        else
            await daemon.CommandAsync("quit");

        await Eventually.IsTrueAsync(() => !started.Any(IsAlive), "the worker and its child have ended");
    }

    public void Dispose() => _directory.Dispose();

    // One that has ended and that nobody has asked for its exit code is dead too.
    private static bool IsAlive(string id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].StartsWith(" Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Task<DaemonProcess> StartAsync(string transcriber, params string[] options)
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences.Take(2), pauseS: 1);
        return DaemonProcess.StartAsync(
            _directory.Path, $"file:{speech}?pace=max", ["--transcriber", transcriber, .. options]);
    }

    [GeneratedRegex(@"^\d+\.\d\d seconds up to \d+$")]
    private static partial Regex Heard();
}
