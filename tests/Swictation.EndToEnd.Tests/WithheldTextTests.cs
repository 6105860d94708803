using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What is said off the record reaches those who are there, and no file.</summary>
public sealed class WithheldTextTests : IDisposable
{
    private const string On = "{\"action\":\"off_the_record\",\"on\":true}";
    private const string Off = "{\"action\":\"off_the_record\",\"on\":false}";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Text_that_is_said_off_the_record_is_in_no_file_and_what_is_said_before_and_after_is()
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var live = await daemon.ConnectAsync();
            await daemon.SayAsync("vorher gesagt");
            await ReadAsync(live, "vorher gesagt");
            Assert.Contains("\"off_the_record\":true", await AskAsync(daemon, On), StringComparison.Ordinal);
            await daemon.SayAsync("streng geheim");
            await ReadAsync(live, "streng geheim");
            using var late = await daemon.ConnectAsync();
            Assert.DoesNotContain(
                await ReadAsync(late, "[off the record]"),
                line => line.Contains("geheim", StringComparison.Ordinal));
            await AskAsync(daemon, Off);
            await daemon.SayAsync("nachher gesagt");
            await ReadAsync(live, "nachher gesagt");

            AssertStored(daemon, isClean: false);
            await daemon.KillAsync();
            AssertStored(daemon, isClean: false);
        }

        await using (var next = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--resume-window", "0"))
        {
            using var client = await next.ConnectAsync();
            var lines = await ReadAsync(client, "session_end");
            Assert.Equal(3, lines.Count(line => line.Contains("\"transcription\"", StringComparison.Ordinal)));
            next.Signal("SIGTERM");
            Assert.Equal(0, await next.ExitAsync());
            AssertStored(next, isClean: true);
        }

        void AssertStored(DaemonProcess daemon, bool isClean)
        {
            Assert.Empty(FilesWith("geheim"));
            Assert.NotEmpty(FilesWith("vorher gesagt"));
            Assert.DoesNotContain("geheim", daemon.Log, StringComparison.Ordinal);
            if (!isClean) return;

            Assert.Equal(
                ["vorher gesagt", "[off the record]", "nachher gesagt"],
                daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq"));
            Assert.Equal([2L], daemon.Query<long>("SELECT words FROM segments WHERE off_the_record = 1"));
            Assert.Empty(daemon.Query<long>("SELECT rowid FROM transcripts_fts WHERE transcripts_fts MATCH 'geheim'"));
        }
    }

    [Fact]
    public async Task A_daemon_that_was_told_so_is_still_off_the_record_after_a_kill()
    {
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-"))
        {
            await AskAsync(killed, On);
            await killed.KillAsync();
        }

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var live = await daemon.ConnectAsync();
        await ReadAsync(live, "\"recording\"");
        await daemon.SayAsync("streng geheim");

        await ReadAsync(live, "streng geheim");
        Assert.Empty(FilesWith("geheim"));
        await daemon.LogsAsync("off the record");
    }

    [Fact]
    public async Task Speech_off_the_record_leaves_neither_text_nor_audio()
    {
        var program = _directory.File("recognise");
        // What it prints and complains is not to be stored, nor the file that it is given.
        await File.WriteAllTextAsync(
            program,
            """
            #!/bin/sh
            [ "$(stat -L -c %s "$1")" -gt 1000 ] && printf 'streng %s%s\n' ge heim
            printf 'heard %s%s\n' ge heim >&2
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var sentence = LibriVox.Sentences.MinBy(each => each.DurationS)!;
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path,
            $"file:{sentence.Path}?pace=max",
            "--transcriber", $"command:{program} {{}}", "--off-the-record", "--keep-audio", "always");
        using var live = await daemon.ConnectAsync();
        await ReadAsync(live, "\"idle\"");

        await daemon.CommandAsync("start");
        await ReadAsync(live, "streng geheim");
        await daemon.CommandAsync("stop");
        await ReadAsync(live, "session_end");

        Assert.Empty(FilesWith("geheim"));
        Assert.False(Directory.Exists(daemon.Database + "-audio"));
        Assert.DoesNotContain("geheim", daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_stored_at_the_end_is_saved_without_it()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--off-the-record");
        using var live = await daemon.ConnectAsync();
        await ReadAsync(live, "\"recording\"");
        File.Move(daemon.Database, _directory.File("away.db"));
        await Eventually.IsTrueAsync(
            () =>
            {
                daemon.SayAsync("streng geheim").Wait();
                return daemon.Log.Contains("cannot be written", StringComparison.Ordinal);
            },
            "the log cannot be written");
        await daemon.SayAsync("streng geheim");
        await daemon.CommandAsync("quit");

        Assert.Equal(1, await daemon.ExitAsync());
        var unsaved = Assert.Single(Directory.GetFiles(_directory.Path, "swictation-unsaved-*.jsonl"));
        Assert.Contains("[off the record]", await File.ReadAllTextAsync(unsaved), StringComparison.Ordinal);
        Assert.Empty(FilesWith("geheim"));
        Assert.DoesNotContain("geheim", daemon.Log, StringComparison.Ordinal);
    }

    // A line that does not come: the daemon repeats its metrics for ever meanwhile.
    private static Task<List<string>> ReadAsync(LineClient client, string text) =>
        client.ReadLinesUntilAsync(text).WaitAsync(LineClient.Deadline);

    private static async Task<string> AskAsync(DaemonProcess daemon, string request)
    {
        using var client = await LineClient.ConnectAsync(daemon.IpcSocket);
        await client.SendAsync(request);
        return Encoding.UTF8.GetString(await client.ReadOnceAsync(1024));
    }

    private List<string> FilesWith(string word) =>
    [
        .. Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal))
            .Where(file => Tool.TryRun("grep", "-qF", word, file)),
    ];
}
