using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What people add to a log while a daemon writes to it, and while none does.</summary>
public sealed class EditingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_sentence_is_corrected_while_it_is_recorded_and_protocol_1_gets_it_once()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await daemon.SayAsync("the inn voice is late");
        var lines = await client.ReadLinesUntilAsync("inn voice");

        var corrected = await ReplayAsync(daemon, "correct", "last", "the", "invoice", "is late");
        var marked = await Executable.RunAsync(
            Executable.Daemon, ["mark", "The", "roof", "--ipc-socket", daemon.IpcSocket], _directory.Path);
        await ReplayAsync(daemon, "title", "last", "Roof");
        await daemon.SayAsync("good night");
        lines.AddRange(await client.ReadLinesUntilAsync("good night"));

        Assert.Equal((0, ""), (corrected.ExitCode, corrected.Error));
        Assert.Equal((0, "Marked in session 1\n"), (marked.ExitCode, marked.Output));
        Assert.Equal(2, lines.Count(line => line.Contains("\"transcription\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("invoice", StringComparison.Ordinal) || line.Contains("roof", StringComparison.Ordinal));
        using var late = await daemon.ConnectAsync();
        Assert.Contains(await late.ReadLinesUntilAsync("good night"), line => line.Contains("inn voice", StringComparison.Ordinal));
        Assert.Equal("the invoice is late\ngood night\n", (await ReplayAsync(daemon, "last", "2")).Output);
        var shown = (await ReplayAsync(daemon, "show", "Roof")).Output;
        Assert.Contains("[mark: The roof]", shown, StringComparison.Ordinal);
        Assert.Equal(["the inn voice is late"], daemon.Query<string>("SELECT text FROM transcript_versions WHERE version = 1 ORDER BY seq LIMIT 1"));
        Assert.Equal((0, 1), ((await ReplayAsync(daemon, "correct", "last", "good", "day")).ExitCode, (await ReplayAsync(daemon, "correct", "1", "x")).ExitCode));
    }

    [Fact]
    public async Task What_is_added_after_a_crash_does_not_make_the_session_longer()
    {
        long started;
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await daemon.ConnectAsync();
            await daemon.SayAsync("the last words");
            await client.ReadLinesUntilAsync("the last words");
            await daemon.KillAsync();
            started = daemon.Query<long>("SELECT max(at_us) FROM events").Single();
            Assert.Equal(0, (await ReplayAsync(daemon, "title", "last", "Crashed")).ExitCode);
            Assert.Equal(0, (await ReplayAsync(daemon, "correct", "last", "the very last words")).ExitCode);
        }

        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--resume-window", "0");

        await Eventually.IsTrueAsync(
            () => next.Query<long>("SELECT count(*) FROM sessions WHERE end_us IS NOT NULL").Single() == 1, "the session is closed");
        Assert.InRange(next.Query<long>("SELECT end_us FROM sessions").Single(), 1, started);
        Assert.Equal("the very last words\n", (await ReplayAsync(next, "last")).Output);
        Assert.Equal(0, (await ReplayAsync(next, "rebuild", "--check")).ExitCode);
    }

    private Task<ProcessResult> ReplayAsync(DaemonProcess daemon, params string[] arguments)
    {
        string[] socket = arguments[0] is "correct" or "title" ? ["--ipc-socket", daemon.IpcSocket] : [];
        return Executable.RunAsync(Executable.Replay, [.. arguments, .. socket, "--db", daemon.Database], _directory.Path);
    }
}
