using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>The last word is the user's, whatever has become of the log (promise P13).</summary>
public sealed class LastWordTests : IDisposable
{
    private static readonly string[] LogFiles = ["log.db", "log.db-wal", "log.db-shm"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P13_Daemon_that_was_stopped_and_ended_on_a_damaged_log_does_not_record_when_it_comes_back()
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await SayAsync(daemon, 3_000);
            daemon.Signal("SIGTERM");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await SayAsync(daemon, 1);
            Tool.Run("truncate", "-s", $"{new FileInfo(daemon.Database).Length / 2}", daemon.Database);
            await daemon.SayAsync("the last words");
            await daemon.CommandAsync("stop");
            await daemon.CommandAsync("quit");
            await daemon.ExitAsync();
        }

        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        await AssertIsIdleAsync(next);
    }

    [Theory]
    [InlineData("stop", true)]
    [InlineData("pause", true)]
    [InlineData("start", false)]
    public async Task P13_Word_of_a_daemon_that_was_killed_outlives_a_log_that_was_set_back(string word, bool isAgainst)
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await SayAsync(daemon, 5);
            var files = LogFiles.Select(_directory.File)
                .ToDictionary(file => file, OtherProgram.ReadAllBytes);
            await daemon.CommandAsync(word);
            await daemon.KillAsync();
            foreach (var (file, content) in files) await File.WriteAllBytesAsync(file, content);
        }

        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        if (isAgainst) await AssertIsIdleAsync(next);
        else Assert.Contains("\"state\":\"recording\"", await next.CommandAsync("status"), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public async Task P13_Daemon_that_was_stopped_on_a_full_disk_and_killed_does_not_record_when_there_is_room_again()
    {
        using var disk = new SmallDisk();
        await using (var daemon = await DaemonProcess.StartAsync(disk.Path, "text:-", "--record"))
        {
            await SayAsync(daemon, 5);
            disk.Fill();
            await Eventually.IsTrueAsync(
                async () =>
                {
                    await daemon.SayAsync(new string('x', 2_000));
                    return daemon.Log.Contains("cannot be written", StringComparison.Ordinal);
                },
                "the log cannot be written");
            Assert.Contains("cannot be stored yet", await daemon.CommandAsync("stop"), StringComparison.Ordinal);
            await daemon.KillAsync();
        }

        disk.Free();
        await using var next = await DaemonProcess.StartAsync(disk.Path, "text:-");

        await AssertIsIdleAsync(next);
    }

    [Fact]
    public async Task P13_Configuration_that_wants_recording_is_no_word_against_a_later_quit()
    {
        Dictionary<string, string> configured = new() { ["SWICTATION_RECORD"] = "true" };
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", configured))
        {
            Assert.Contains("recording", await daemon.CommandAsync("status"), StringComparison.Ordinal);
            daemon.Signal("SIGTERM");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", configured))
        {
            Assert.Contains("\"state\":\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
            await daemon.CommandAsync("quit");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-", configured);

        await AssertIsIdleAsync(next);
        await next.LogsAsync("the last command was quit");
    }

    private static async Task SayAsync(DaemonProcess daemon, int count)
    {
        using var client = await daemon.ConnectAsync();
        for (var i = 1; i <= count; i++) await daemon.SayAsync($"sentence {i} of {count}");
        await client.ReadLinesUntilAsync($"sentence {count} of {count}");
    }

    private static async Task AssertIsIdleAsync(DaemonProcess daemon)
    {
        Assert.False(daemon.HasExited, daemon.Log);
        Assert.Contains("\"state\":\"idle\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }
}
