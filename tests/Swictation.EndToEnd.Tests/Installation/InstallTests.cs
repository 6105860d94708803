using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>scripts/install and scripts/uninstall where no systemd of the user runs.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly Home _home = new();

    public void Dispose() => _home.Dispose();

    [InstallationFact]
    public async Task Without_a_service_manager_all_is_there_for_when_it_runs_and_all_is_taken_away_again()
    {
        var before = _home.Content;

        var installed = await _home.InstallAsync();

        Assert.Equal((0, ""), (installed.ExitCode, installed.Error));
        Assert.Contains("systemctl --user daemon-reload && systemctl --user enable --now", installed.Output, StringComparison.Ordinal);
        Assert.Equal(_home.File(".local/lib/swictation/swictation-daemon"), new FileInfo(_home.Daemon).LinkTarget);
        Assert.Equal(_home.File(".local/lib/swictation/swictation-replay"), new FileInfo(_home.Replay).LinkTarget);
        var unit = await File.ReadAllTextAsync(_home.File(".config/systemd/user/swictation-daemon.service"));
        Assert.Contains($"\nExecStart=\"{_home.Daemon}\"\n", unit, StringComparison.Ordinal);
        await AssertRunsAsync(_home.Daemon);
        await AssertRunsAsync(_home.Replay);

        await AssertUninstallsAsync();
        Assert.Equal(before, _home.Content);
    }

    [InstallationFact]
    public async Task Installing_again_changes_nothing()
    {
        await AssertInstallsAsync();
        var once = _home.Content;

        var again = await _home.InstallAsync();

        Assert.Equal(0, again.ExitCode);
        Assert.Contains(" again in ", again.Output, StringComparison.Ordinal);
        Assert.Equal(once, _home.Content);
    }

    [InstallationFact]
    public async Task No_unit_is_put_anywhere_if_none_is_wanted()
    {
        var before = _home.Content;

        await AssertInstallsAsync("--no-service");

        Assert.DoesNotContain(_home.Content, line => line.Contains("systemd", StringComparison.Ordinal));
        await AssertRunsAsync(_home.Daemon);
        await AssertUninstallsAsync();
        Assert.Equal(before, _home.Content);
    }

    [InstallationFact]
    public async Task Shells_and_man_find_what_they_look_for_and_nothing_of_others_is_replaced()
    {
        _home.Write(".local/share/man/man1/swictation-daemon.1", "the user's own");

        await AssertInstallsAsync("--no-service");

        Assert.Contains("_swictation_replay", await TextAsync("bash-completion/completions/swictation-replay"), StringComparison.Ordinal);
        Assert.StartsWith("#compdef swictation-daemon", await TextAsync("zsh/site-functions/_swictation-daemon"), StringComparison.Ordinal);
        Assert.Contains("complete -c swictation-replay", await TextAsync("fish/vendor_completions.d/swictation-replay.fish"), StringComparison.Ordinal);
        Assert.StartsWith(".TH \"SWICTATION\\-REPLAY\"", await TextAsync("man/man1/swictation-replay.1"), StringComparison.Ordinal);
        await AssertUninstallsAsync();
        Assert.Equal("the user's own", await TextAsync("man/man1/swictation-daemon.1"));
        Assert.False(File.Exists(_home.File(".local/share/man/man1/swictation-replay.1")));

        Task<string> TextAsync(string name) => File.ReadAllTextAsync(_home.File($".local/share/{name}"), TestContext.Current.CancellationToken);
    }

    [InstallationFact]
    public async Task A_prefix_takes_everything_but_the_units()
    {
        var before = _home.Content;

        await AssertInstallsAsync("--prefix", _home.File("my programs"));

        await AssertRunsAsync(_home.File("my programs/bin/swictation-daemon"));
        Assert.False(File.Exists(_home.Daemon));
        var elsewhere = await _home.UninstallAsync();
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains("--prefix names another place", Assert.Single(elsewhere.ErrorLines), StringComparison.Ordinal);
        await AssertUninstallsAsync("--prefix", _home.File("my programs"));
        Assert.Equal(before, _home.Content);
    }

    [InstallationFact]
    public Task A_program_of_that_name_of_somebody_else_s_is_not_replaced() =>
        AssertInTheWayAsync(".local/bin/swictation-daemon", "is no link of this installation");

    [InstallationFact]
    public Task A_folder_of_that_name_with_something_else_is_not_replaced() =>
        AssertInTheWayAsync(".local/lib/swictation/notes", "holds no Swictation");

    [InstallationFact]
    public Task A_unit_of_that_name_of_somebody_else_s_is_not_replaced() =>
        AssertInTheWayAsync(".config/systemd/user/swictation-ipc.socket", "--no-service");

    [InstallationFact]
    public async Task What_somebody_has_put_beside_it_stays()
    {
        await AssertInstallsAsync();
        _home.Write(".config/systemd/user/other.service", "the user's own");
        using var untouched = new Home();

        await AssertUninstallsAsync();

        Assert.Equal(
            [".config/systemd/", ".config/systemd/user/", ".config/systemd/user/other.service 14"],
            _home.Content.Except(untouched.Content));
    }

    [InstallationFact]
    public async Task A_daemon_that_was_started_by_hand_goes_on_over_an_update_and_is_in_the_way_of_a_removal()
    {
        await AssertInstallsAsync();
        using var daemon = Process.Start(_home.StartInfo(_home.Daemon, ["--source", "text:-"]))!;
        while (await daemon.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.Contains("is ready", StringComparison.Ordinal))
        {
        }

        var updated = await _home.InstallAsync();
        Assert.Equal(0, updated.ExitCode);
        Assert.Contains("A daemon is running", updated.Output, StringComparison.Ordinal);
        var refused = await _home.UninstallAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("swictation-daemon quit", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "toggle")).ExitCode);

        Assert.Equal(0, (await _home.RunAsync(_home.Daemon, "quit")).ExitCode);
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, daemon.ExitCode);
        var removed = await _home.UninstallAsync();
        Assert.Contains($"stays in {_home.File(".local/share/swictation")}", removed.Output, StringComparison.Ordinal);
    }

    [InstallationFact]
    public async Task An_older_version_than_that_of_the_log_is_not_installed_over_it()
    {
        await RecordAsync();
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=false"))
        {
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE later (x INTEGER) STRICT; PRAGMA user_version = 9999;";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var before = _home.Content;
        var log = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        var refused = await _home.InstallAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("newer version", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, _home.Content);

        foreach (var (program, arguments) in new[] { (Executable.Daemon, "run"), (Executable.Replay, "list") })
        {
            var result = await _home.RunAsync(program, arguments);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("install swictation of that version", result.ErrorLines[^1], StringComparison.Ordinal);
        }

        Assert.Equal(before, _home.Content);
        Assert.Equal(log, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
    }

    private string Database => _home.File(".local/share/swictation/metrics.db");

    private async Task RecordAsync()
    {
        using var daemon = Process.Start(
            _home.StartInfo(Executable.Daemon, ["--source", "text:-", "--record", "--exit-at-end"]))!;
        await daemon.StandardInput.WriteLineAsync("some words");
        daemon.StandardInput.Close();
        await daemon.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, daemon.ExitCode);
    }

    private async Task AssertInTheWayAsync(string file, string reason)
    {
        _home.Write(file, "the user's own");
        var before = _home.Content;

        var refused = await _home.InstallAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(reason, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, _home.Content);
    }

    private async Task AssertInstallsAsync(params string[] arguments)
    {
        var result = await _home.InstallAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private async Task AssertUninstallsAsync(params string[] arguments)
    {
        var result = await _home.UninstallAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private async Task AssertRunsAsync(string program)
    {
        var result = await _home.RunAsync(program, "--version");
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
