using System.Text;
using Swictation.EndToEnd.Tests.Crashes;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Sockets.Client;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>The daemon as scripts/install puts it under the systemd of a user.</summary>
[Collection(nameof(UserSystemd))]
public sealed class ServiceTests : IDisposable
{
    private const string Service = "swictation-daemon.service";

    private static readonly string[] Sockets = ["swictation-metrics.socket", "swictation-ipc.socket"];

    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [ServiceFact]
    public async Task Update_under_a_connected_client_loses_no_event_and_removal_leaves_only_what_was_dictated()
    {
        using var speech = new SpeechPipe(_home);
        var before = _home.Content;
        await using var systemd = await UserSystemd.LogInAsync(_home);

        var installed = await _home.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.Error);
        Assert.Contains("swictation-daemon runs, and starts at login", installed.Output, StringComparison.Ordinal);
        foreach (var name in new[] { Service, "swictation.service" }) Assert.Equal("active", await StateAsync(systemd, name));

        await using var follower = new FollowingClient(_home.MetricsSocket);
        var told = new List<ReceivedEvent>();
        await DictateAsync("before the update");
        var updated = await _home.InstallAsync();
        Assert.True(updated.ExitCode == 0, updated.Error);
        Assert.Contains("Installed ", updated.Output, StringComparison.Ordinal);
        await DictateAsync("after the update");
        Assert.Equal(2, follower.Connections);

        var removed = await _home.UninstallAsync();
        Assert.True(removed.ExitCode == 0, removed.Error);
        Assert.Equal("not-found", await systemd.ShowAsync(Service, "LoadState"));
        Assert.False(File.Exists(_home.MetricsSocket) || File.Exists(_home.IpcSocket));
        Assert.Equal(before, _home.Content.Where(line => !line.StartsWith(".local/share/", StringComparison.Ordinal)));
        Assert.Contains(_home.Content, line => line.StartsWith(".local/share/swictation/metrics.db ", StringComparison.Ordinal));

        async Task DictateAsync(string sentence)
        {
            await DoAsync("start");
            await speech.SayAsync(sentence);
            await Eventually.IsTrueAsync(() =>
            {
                told.AddRange(follower.TakeReceived());
                return told.Any(e => Encoding.UTF8.GetString(e.Line.Span).Contains(sentence, StringComparison.Ordinal));
            }, $"the client is told '{sentence}'");
        }
    }

    [ServiceFact]
    public async Task Quit_means_quit_under_a_bar_that_asks_all_the_time_until_somebody_wants_to_record_or_logs_in()
    {
        using var speech = new SpeechPipe(_home);
        await using (var systemd = await UserSystemd.LogInAsync(_home))
        {
            Assert.Equal(0, (await _home.InstallAsync()).ExitCode);
            using (var bar = new StatusBar(_home.IpcSocket))
            {
                await bar.WaitForAnswersAsync(3);
                await DoAsync("quit");
                await Eventually.IsTrueAsync(
                    async () => await StateAsync(systemd, Service) == "inactive", "the daemon has ended");
                await bar.WaitForRefusalsAsync(20);

                await AssertAwayAsync(systemd);
                foreach (var verb in new[] { "status", "stop", "quit" })
                {
                    var asked = await _home.RunAsync(_home.Daemon, verb);
                    Assert.Equal(1, asked.ExitCode);
                    Assert.Contains("start swictation-daemon", Assert.Single(asked.ErrorLines), StringComparison.Ordinal);
                }

                await AssertAwayAsync(systemd);
            }

            foreach (var verb in new[] { "toggle", "start" })
            {
                await DoAsync(verb);
                foreach (var unit in Sockets.Append(Service)) Assert.Equal("active", await StateAsync(systemd, unit));
                Assert.Contains("recording", (await _home.RunAsync(_home.Daemon, "status")).Output, StringComparison.Ordinal);
                await DoAsync("quit");
                await Eventually.IsTrueAsync(
                    async () => await StateAsync(systemd, Service) == "inactive", "the daemon has ended");
            }

            await AssertAwayAsync(systemd);
        }

        await using var next = await UserSystemd.LogInAsync(_home);
        foreach (var unit in Sockets.Append(Service)) Assert.Equal("active", await StateAsync(next, unit));
    }

    [ServiceFact]
    public async Task After_a_quit_a_daemon_that_is_started_by_hand_has_the_sockets_to_itself()
    {
        using var speech = new SpeechPipe(_home);
        await using var systemd = await UserSystemd.LogInAsync(_home);
        Assert.Equal(0, (await _home.InstallAsync()).ExitCode);
        await DoAsync("quit");
        await Eventually.IsTrueAsync(async () => await StateAsync(systemd, Service) == "inactive", "the daemon has ended");

        using var byHand = System.Diagnostics.Process.Start(_home.StartInfo(_home.Daemon, ["run"]))!;
        await Eventually.IsTrueAsync(
            async () => (await _home.RunAsync(_home.Daemon, "status")).ExitCode == 0, "the daemon answers");
        await DoAsync("toggle");

        await AssertAwayAsync(systemd, haveSockets: true);
        await DoAsync("quit");
        await byHand.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, byHand.ExitCode);
    }

    [ServiceFact]
    public async Task An_installation_by_the_earlier_instructions_is_taken_over_and_its_unit_becomes_an_alias()
    {
        using var speech = new SpeechPipe(_home);
        Directory.CreateDirectory(_home.File(".config/systemd/user")); // by hand, as the instructions were
        var before = _home.Content;
        await using var systemd = await UserSystemd.LogInAsync(_home);
        await InstallAsBeforeAsync(systemd);
        await DoAsync("start");
        await speech.SayAsync("before the update");

        var installed = await _home.InstallAsync();
        Assert.True(installed.ExitCode == 0, installed.Error);
        Assert.Contains(" again in ", installed.Output, StringComparison.Ordinal);

        Assert.Equal(Service, await systemd.ShowAsync("swictation.service", "Id"));
        foreach (var unit in Sockets.Append(Service)) Assert.Equal("active", await StateAsync(systemd, unit));
        Assert.Equal(["other", "swictation-daemon", "swictation-replay"], Names(".local/bin"));
        await DoAsync("toggle");
        await Eventually.IsTrueAsync(
            async () => (await _home.RunAsync(_home.Replay, "show", "1")).Output.Contains("before the update", StringComparison.Ordinal),
            "what was said is stored");

        Assert.Equal(0, (await _home.UninstallAsync()).ExitCode);
        Assert.Equal(before, _home.Content.Where(line => !line.StartsWith(".local/share/", StringComparison.Ordinal)));
    }

    // Executables and libraries in ~/.local/bin, and units that are called otherwise.
    private async Task InstallAsBeforeAsync(UserSystemd systemd)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Executable.Daemon)!))
            File.Copy(file, _home.File(".local/bin/" + Path.GetFileName(file)));
        var units = Path.Combine(Repository.Root, "scripts/systemd");
        foreach (var (from, to) in new[] { (Service, "swictation.service"), (Sockets[0], Sockets[0]), (Sockets[1], Sockets[1]) })
        {
            _home.Write(
                ".config/systemd/user/" + to,
                (await File.ReadAllTextAsync(Path.Combine(units, from)))
                    .Replace("swictation-daemon.service", "swictation.service", StringComparison.Ordinal)
                    .Replace("Alias=swictation.service\n", "", StringComparison.Ordinal));
        }

        await systemd.AskAsync("daemon-reload");
        Assert.Equal(0, (await systemd.AskAsync(["enable", "--now", .. Sockets, "swictation.service"])).ExitCode);
    }

    private string[] Names(string directory) =>
        [.. new DirectoryInfo(_home.File(directory)).EnumerateFileSystemInfos().Select(found => found.Name).Order(StringComparer.Ordinal)];

    private static Task<string> StateAsync(UserSystemd systemd, string unit) => systemd.ShowAsync(unit, "ActiveState");

    private async Task DoAsync(string verb)
    {
        var result = await _home.RunAsync(_home.Daemon, verb);
        Assert.True(result.ExitCode == 0, $"{verb}: {result.Error}");
    }

    private async Task AssertAwayAsync(UserSystemd systemd, bool haveSockets = false)
    {
        foreach (var unit in Sockets.Append(Service)) Assert.Equal("inactive", await StateAsync(systemd, unit));
        Assert.Equal("0", await systemd.ShowAsync(Service, "NRestarts"));
        Assert.Empty((await systemd.AskAsync("--failed", "--quiet", "--plain", "list-units", "swictation*")).Output);
        Assert.Equal(haveSockets, File.Exists(_home.IpcSocket));
        Assert.Equal(haveSockets, File.Exists(_home.MetricsSocket));
    }
}
