using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Recognition that is asked for: of files, and of kept audio once more.</summary>
[Trait("Category", "Package")]
public sealed class RecognitionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Files_become_sessions_of_their_own_while_a_daemon_runs()
    {
        var talk = Speech("talk.wav");
        File.WriteAllText(_directory.File("no.wav"), "no sound");
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "none", "--transcriber", "command:echo hello world");

        var done = await ReplayAsync("transcribe", _directory.File("no.wav"), talk);
        var again = await ReplayAsync("transcribe", talk, "--text", "--transcriber", "pocketsphinx:/model");
        var piped = await Executable.RunAsync(Piped(talk, "transcribe", "-"));
        var started = await daemon.CommandAsync("start");

        Assert.Equal((1, $"{talk}: session 1, 2 words\n"), (done.ExitCode, done.Output));
        Assert.StartsWith($"swictation-replay: {_directory.File("no.wav")}: is no audio", done.Error, StringComparison.Ordinal);
        Assert.Contains("is no recogniser of this daemon", again.Error, StringComparison.Ordinal);
        Assert.Contains("source_unavailable", started, StringComparison.Ordinal);
        Assert.Equal((0, "standard input: session 2, 2 words\n"), (piped.ExitCode, piped.Output));
        Assert.Empty(Directory.GetDirectories(_directory.Path, "swictation-*"));
        Assert.Equal(["talk.wav", "standard input"], daemon.Query<string>("SELECT title FROM session_titles ORDER BY session_id"));
        Assert.Contains("hello world", (await ReplayAsync("show", "talk.wav")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_daemon_one_is_started_for_the_time_and_leaves_nothing()
    {
        var talk = Speech("talk.wav");
        await using (var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{talk}?pace=max", "--record", "--exit-at-end", "--keep-audio", "always", "--transcriber", "command:echo hello world"))
        {
            Assert.Equal(0, await daemon.ExitAsync());
        }

        var retried = await ReplayAsync("retry", "1", "--all", "--diff", "--transcriber", "command:echo hello there world");
        var words = await ReplayAsync("transcribe", talk, "--text", "--transcriber", "command:echo by itself");

        Assert.Equal((0, ""), (retried.ExitCode, retried.Error));
        Assert.Contains("changed (1 of 2 words)  hello {+there+} world\n", retried.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "Session 1: 1 with another text\nWord error rate of the new texts against the old ones: 50.0 % (1 of 2 words)\n",
            retried.Output,
            StringComparison.Ordinal);
        Assert.Equal((0, "by itself\n", ""), (words.ExitCode, words.Output, words.Error));
        Assert.Equal("hello there world\n", (await ReplayAsync("export", "1")).Output);
        Assert.Empty(Directory.GetDirectories(_directory.Path, "swictation-*"));
    }

    private string Speech(string name)
    {
        var path = _directory.File(name);
        LibriVox.Join(path, [LibriVox.Sentences[0]], pauseS: 1);
        return path;
    }

    private Task<ProcessResult> ReplayAsync(params string[] arguments) => Executable.RunAsync(StartOf(arguments));

    // With a file as standard input.
    private ProcessStartInfo Piped(string file, params string[] arguments)
    {
        var start = StartOf(arguments);
        string[] shell = ["-c", "exec \"$@\" < \"$0\"", file, start.FileName, .. start.ArgumentList];
        start.FileName = "/bin/sh";
        start.ArgumentList.Clear();
        foreach (var argument in shell) start.ArgumentList.Add(argument);
        return start;
    }

    private ProcessStartInfo StartOf(string[] arguments)
    {
        var start = Executable.StartInfo(
            Executable.Replay,
            [.. arguments, "--db", _directory.File("log.db")],
            _directory.Path);
        if (arguments[0] is "retry" or "transcribe")
        {
            start.ArgumentList.Add("--ipc-socket");
            start.ArgumentList.Add(_directory.File("ipc.sock"));
        }

        start.Environment["PATH"] = $"{Path.GetDirectoryName(Executable.Daemon)}:{start.Environment["PATH"]}";
        start.Environment["TMPDIR"] = _directory.Path;
        return start;
    }
}
