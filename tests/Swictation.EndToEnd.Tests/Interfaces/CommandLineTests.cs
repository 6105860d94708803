using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>The tray icon and the command lines in Node and Python: their bytes, and one read of the reply.</summary>
[Trait("Category", "Timing")]
public sealed class CommandLineTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>They read once, and at most so much.</summary>
    public const int MostBytes = 1024;

    // They wait no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <param name="node">True for the bytes that the one in Node sends, false for those of Python.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Command_lines_get_each_reply_whole_in_one_read(bool node)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        var space = node ? "" : " ";

        var states = new List<string?>();
        foreach (var action in new[] { "status", "toggle", "status", "toggle", "status" })
        {
            var reply = await AskAsync(daemon, $$"""{"action":{{space}}"{{action}}"}""");
            Assert.Equal("success", reply.GetProperty("status").GetString());
            Assert.NotEqual("", reply.GetProperty("message").GetString());
            states.Add(reply.GetProperty("state").GetString());
        }

        var unknown = await AskAsync(daemon, $$"""{"action":{{space}}"fly"}""");

        Assert.Equal(["idle", "recording", "recording", "idle", "idle"], states);
        Assert.Equal("Unknown action: fly", unknown.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Tray_tells_of_the_start_and_the_end_of_a_recording()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var tray = new EmulatedTray(daemon.IpcSocket);
        await Eventually.IsTrueAsync(() => tray.Answers > 0, "the tray knows the state");

        await daemon.CommandAsync("toggle");
        await Eventually.IsTrueAsync(() => tray.Told.Count == 1, "the tray tells of the start");
        await daemon.CommandAsync("toggle");
        await Eventually.IsTrueAsync(() => tray.Told.Count == 2, "the tray tells of the end");

        Assert.Equal(["Recording started", "Recording stopped"], tray.Told);
    }

    private async Task<JsonElement> AskAsync(DaemonProcess daemon, string request)
    {
        using var client = await LineClient.ConnectAsync(daemon.IpcSocket);
        var asked = Stopwatch.GetTimestamp();
        await client.SendAsync(request);
        var reply = await client.ReadOnceAsync(MostBytes);
        var waited = Stopwatch.GetElapsedTime(asked);

        output.WriteLine($"{request}: {waited.TotalMilliseconds:0.0} ms, {Encoding.UTF8.GetString(reply)}");
        if (QuietMachine.IsPromised) Assert.InRange(waited, TimeSpan.Zero, Patience);
        return JsonSerializer.Deserialize<JsonElement>(reply);
    }
}
