using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>The Tauri desktop interface shows the transcript of the session, whatever happens around it.</summary>
public sealed class DesktopTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly DesktopProgram _program = new();

    public void Dispose()
    {
        _program.Dispose();
        _directory.Dispose();
    }

    [DesktopFact]
    public async Task Clean_start_shows_the_state_and_each_sentence()
    {
        await using var daemon = await StartAsync();
        await using var desktop = Open();
        await Eventually.IsTrueAsync(() => desktop.Heard > 0, "the interface hears the daemon");

        await daemon.CommandAsync("start");
        await Eventually.IsTrueAsync(() => desktop.State == "recording", "the interface shows the recording");
        await SayAsync(daemon, desktop, "one", "two");
        await daemon.CommandAsync("stop");
        await Eventually.IsTrueAsync(() => desktop.State == "idle", "the interface shows the end");

        AssertShows(daemon, desktop, session: 1);
    }

    [DesktopFact]
    public async Task Interface_that_is_started_in_mid_session_shows_what_was_said_before_and_during_its_start()
    {
        await using var daemon = await StartAsync("--record");
        await daemon.SayAsync("before the start");
        await using (var first = Open()) await first.ShowsAsync("before the start");

        await using var second = Open();
        await SayAsync(daemon, second, "during the start");

        AssertShows(daemon, second, session: 1);
    }

    [DesktopFact]
    public async Task Lost_connection_doubles_nothing()
    {
        await using var daemon = await StartAsync("--record");
        // The real pause, once.
        await using var desktop = Open(EmulatedDesktop.RealPause);
        await SayAsync(daemon, desktop, "before the loss");

        desktop.Cut();
        await SayAsync(daemon, desktop, "after the loss");

        Assert.Equal(2, desktop.Connections);
        AssertShows(daemon, desktop, session: 1);
    }

    [DesktopFact]
    public async Task Daemon_that_is_killed_and_started_again_doubles_nothing_and_loses_nothing()
    {
        var killed = await StartAsync("--record");
        await using var desktop = Open();
        await SayAsync(killed, desktop, "before the kill");
        await killed.KillAsync();
        await killed.DisposeAsync();

        await using var daemon = await StartAsync();
        await SayAsync(daemon, desktop, "after the kill");

        AssertShows(daemon, desktop, session: 1);
    }

    [DesktopFact]
    public async Task Next_session_clears_the_list()
    {
        await using var daemon = await StartAsync("--record");
        await using var desktop = Open();
        await SayAsync(daemon, desktop, "first session");

        await daemon.CommandAsync("stop");
        await daemon.CommandAsync("start");
        await SayAsync(daemon, desktop, "second session");

        AssertShows(daemon, desktop, session: 2);
    }

    [DesktopFact]
    public async Task Daemon_that_ends_during_the_hold_does_so_in_order_and_the_next_one_shows_everything()
    {
        await using var ending = await StartAsync("--record", "--log-level", "feed=debug");
        await ending.SayAsync("the only sentence");
        await Eventually.IsTrueAsync(() => Said(ending, 1).Count == 1, "the sentence is in the log");
        await using var desktop = Open();
        await ending.LogsAsync("is served as the Tauri desktop interface");
        await ending.CommandAsync("quit");
        Assert.Equal(0, await ending.ExitAsync());

        await using var daemon = await StartAsync();
        await desktop.ShowsAsync("the only sentence");

        AssertShows(daemon, desktop, session: 1);
    }

    [DesktopFact]
    public async Task Session_that_is_played_is_shown_whole()
    {
        await using var daemon = await StartAsync("--record");
        await using (var desktop = Open()) await SayAsync(daemon, desktop, "a", "b", "c");
        await daemon.CommandAsync("stop");
        await daemon.CommandAsync("start");
        await daemon.CommandAsync("stop");
        var socket = _directory.File("play.sock");

        await using var watching = new EmulatedDesktop(_program, socket, TimeSpan.FromMilliseconds(20));
        var played = await Executable.RunAsync(
            Executable.Replay, ["play", "1", "--db", daemon.Database, "--speed", "0", "--socket", socket], _directory.Path);

        Assert.Equal((0, ""), (played.ExitCode, played.Error));
        await watching.ShowsAsync("c");
        AssertShows(daemon, watching, session: 1);
    }

    [DesktopFact]
    public async Task Session_that_is_played_here_is_shown_in_the_interface_that_is_open_and_then_the_present()
    {
        await using var daemon = await StartAsync("--record");
        await using var desktop = Open();
        await SayAsync(daemon, desktop, "a", "b", "c");
        await daemon.CommandAsync("stop");
        await daemon.CommandAsync("start");
        await SayAsync(daemon, desktop, "in the present");
        Assert.Contains("stop it first", (await PlayHereAsync(daemon)).Error, StringComparison.Ordinal);
        await daemon.CommandAsync("stop");
        var head = daemon.Query<long>("SELECT max(seq) FROM events WHERE type <> 'metrics_update'");

        // So slow that the first sentence never ends.
        var played = await PlayHereAsync(daemon, "--speed", "0.0001");
        Assert.Equal((0, ""), (played.ExitCode, played.Error));
        Assert.Contains("to 1 interface; 'swictation-daemon stop' ends it", played.Output, StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => desktop is { State: "recording", Transcript: [] }, "the session begins");
        Assert.Contains("\"playing\":1", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Contains("Playing stopped", await daemon.CommandAsync("stop"), StringComparison.Ordinal);
        await desktop.ShowsAsync("in the present");

        await PlayHereAsync(daemon, "--speed", "0");
        await Eventually.IsTrueAsync(() => desktop.Cleared >= 6, "it was played to its end, and the present came back");

        await desktop.ShowsAsync("in the present");
        AssertShows(daemon, desktop, session: 2);
        Assert.DoesNotContain("playing", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Equal(head, daemon.Query<long>("SELECT max(seq) FROM events WHERE type <> 'metrics_update'"));
        await daemon.CommandAsync("start");
        await SayAsync(daemon, desktop, "third session");
        AssertShows(daemon, desktop, session: 3);
    }

    /// <summary>What the interface would show without its dialect: proof that the emulation can fail.</summary>
    [DesktopFact]
    public async Task In_the_documented_dialect_it_would_show_everything_twice()
    {
        await using var daemon = await StartAsync("--record", "--client-dialect", "documented");
        await using var desktop = Open();
        await Eventually.IsTrueAsync(() => desktop.Heard > 0, "the interface hears the daemon");
        await SayAsync(daemon, desktop, "one");

        desktop.Cut();
        await SayAsync(daemon, desktop, "two");

        Assert.Equal(["one", "one", "two"], desktop.Transcript);
        Assert.Contains(desktop.Skipped, line => line.Contains("session_start", StringComparison.Ordinal));
    }

    private Task<DaemonProcess> StartAsync(params string[] options) =>
        DaemonProcess.StartAsync(_directory.Path, "text:-", options);

    private EmulatedDesktop Open(TimeSpan? pause = null) =>
        new(_program, _directory.File("metrics.sock"), pause ?? TimeSpan.FromMilliseconds(100));

    private Task<ProcessResult> PlayHereAsync(DaemonProcess daemon, params string[] options) => Executable.RunAsync(
        Executable.Replay,
        ["play", "1", "--here", "--db", daemon.Database, "--ipc-socket", daemon.IpcSocket, .. options],
        _directory.Path);

    private static async Task SayAsync(DaemonProcess daemon, EmulatedDesktop desktop, params string[] sentences)
    {
        foreach (var sentence in sentences) await daemon.SayAsync(sentence);
        await desktop.ShowsAsync(sentences[^1]);
    }

    private static void AssertShows(DaemonProcess daemon, EmulatedDesktop desktop, long session)
    {
        Assert.Equal(Said(daemon, session), desktop.Transcript);
        Assert.Equal(
            daemon.Query<string>(
                "SELECT CAST(CAST(replace(body ->> 'timestamp', ':', '') AS INTEGER) AS TEXT) FROM events "
                + $"WHERE type = 'transcription' AND session_id = {session} ORDER BY seq"),
            desktop.Times);
        Assert.Empty(desktop.Skipped);
    }

    private static List<string> Said(DaemonProcess daemon, long session) => daemon.Query<string>(
        $"SELECT body ->> 'text' FROM events WHERE type = 'transcription' AND session_id = {session} ORDER BY seq");
}
