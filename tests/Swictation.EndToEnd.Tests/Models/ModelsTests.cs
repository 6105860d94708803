using System.Diagnostics;
using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Models;

/// <summary><c>swictation-daemon models</c> as a user runs it.</summary>
public sealed class ModelsTests : IDisposable
{
    // About what tiny.en has, so that the command believes the server until it knows the checksum.
    private const int TinyBytes = 77_700_000;

    private readonly TemporaryDirectory _directory = new();

    private string Models => _directory.File(".local/share/swictation/models");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task List_says_what_there_is_and_what_auto_takes()
    {
        var result = await RunAsync("list");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("base.en", result.Output, StringComparison.Ordinal);
        Assert.Contains("auto takes PocketSphinx", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public async Task Nothing_is_downloaded_where_nobody_can_be_asked()
    {
        await using var server = new FileServer(new byte[TinyBytes]);

        var result = await RunAsync("get", "tiny.en", "--from", server.Address.ToString());

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("77.7 MB would be downloaded", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Models));
    }

    [Theory]
    [InlineData("n", "was not downloaded")]
    [InlineData("", "was not downloaded")]
    [InlineData("y", "77.7 of 77.7 MB, 100 %")]
    public async Task On_a_terminal_the_size_is_told_and_asked_for(string answer, string outcome)
    {
        await using var server = new FileServer(new byte[TinyBytes]);

        // script(1) runs a command in a terminal of its own.
        var command = $"{Executable.Daemon} models get tiny.en --from {server.Address}";
        var result = await Executable.RunAsync("script", ["-qec", command, "/dev/null"], _directory.Path, $"{answer}\n");

        Assert.Contains("77.7 MB from 127.0.0.1", result.Output, StringComparison.Ordinal);
        Assert.Contains("Download? [y/N]", result.Output, StringComparison.Ordinal);
        Assert.Contains(outcome, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_another_checksum_is_refused_and_not_kept()
    {
        await using var server = new FileServer(new byte[TinyBytes]);

        var result = await RunAsync("get", "tiny.en", "--yes", "--from", server.Address.ToString());

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("c78c86eb1a8faa21b369bcd33207cc90d64ae9df", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Models));
    }

    [Fact]
    public async Task A_killed_download_is_gone_on_with()
    {
        await using var server = new FileServer(new byte[TinyBytes], FileServer.StallAfter(TinyBytes / 2));
        var part = Path.Combine(Models, "ggml-tiny.en.bin.part");
        using (var killed = Process.Start(Start("get", "tiny.en", "--yes", "--from", server.Address.ToString()))!)
        {
            await Eventually.IsTrueAsync(() => File.Exists(part) && new FileInfo(part).Length == TinyBytes / 2, "half is here");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        await RunAsync("get", "tiny.en", "--yes", "--from", server.Address.ToString());

        Assert.Equal(
            [null, (TinyBytes / 2).ToString(CultureInfo.InvariantCulture), null],
            server.Requests.Select(request => request.From?.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_name_that_is_not_published_is_refused()
    {
        var result = await RunAsync("get", "huge");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is no published model", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_wrong_usage() =>
        Assert.Equal(2, (await RunAsync("get", "base.en", "--from", "example.org")).ExitCode);

    [Fact]
    public async Task What_is_no_model_is_not_added()
    {
        var result = await RunAsync("add", "/etc/hostname");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is no model", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_verify_and_remove_say_so()
    {
        Assert.Contains("No model is installed", (await RunAsync("verify")).Output, StringComparison.Ordinal);
        Assert.Contains("no model is installed", (await RunAsync("remove", "base.en")).Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(params string[] arguments) => Executable.RunAsync(Start(arguments));

    private ProcessStartInfo Start(params string[] arguments) =>
        Executable.StartInfo(Executable.Daemon, ["models", .. arguments], _directory.Path);
}
