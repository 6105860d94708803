using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>
/// Every start that cannot be made ends with exit code 1, or 2 where it is configured wrongly, and one line that names the thing, and makes nothing.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string Speech = LibriVox.Sentences[0].Path;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task An_output_that_cannot_be_written()
    {
        foreach (var tool in new[] { Executable.Daemon, Executable.Replay })
        {
            var result = await Executable.RunAsync("sh", ["-c", $"{tool} --help > /dev/full"]);

            Assert.Equal(1, result.ExitCode);
            Assert.Contains("the output cannot be written", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public Task A_missing_sound_file() =>
        RefusesAsync(_directory.File("missing.wav"), "--source", $"file:{_directory.File("missing.wav")}");

    [Fact]
    public Task A_directory_as_sound_file() => RefusesAsync(_directory.Path, "--source", $"file:{_directory.Path}");

    [Fact]
    public async Task An_empty_sound_file()
    {
        await File.WriteAllTextAsync(_directory.File("empty.wav"), "");

        await RefusesAsync("empty.wav", "--source", $"file:{_directory.File("empty.wav")}");
    }

    [Fact]
    public async Task A_file_that_is_no_audio()
    {
        await File.WriteAllTextAsync(_directory.File("letter.wav"), "Dear reader, this is a letter.");

        await RefusesAsync("letter.wav", "--source", $"file:{_directory.File("letter.wav")}");
    }

    [Fact]
    public Task A_missing_text_file() =>
        RefusesAsync("missing.txt", "--source", $"text:{_directory.File("missing.txt")}");

    [Fact]
    public Task A_missing_model() =>
        RefusesAsync("no-model", "--source", $"file:{Speech}", "--transcriber", $"pocketsphinx:{_directory.File("no-model")}");

    [Fact]
    public Task A_model_that_crashes_the_recogniser()
    {
        const string Model = "/usr/share/pocketsphinx/model/en-us";
        var directory = Directory.CreateDirectory(_directory.File("crashing-model")).FullName;
        foreach (var file in (string[])["en-us.lm.bin", "cmudict-en-us.dict"])
            File.CreateSymbolicLink(Path.Combine(directory, file), Path.Combine(Model, file));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Model, "en-us")))
            File.CreateSymbolicLink(Path.Combine(directory, Path.GetFileName(file)), file);
        // PocketSphinx takes a definition that stops in the middle for whole, and reads on behind it.
        File.Delete(Path.Combine(directory, "mdef"));
        File.WriteAllBytes(Path.Combine(directory, "mdef"), File.ReadAllBytes(Path.Combine(Model, "en-us", "mdef"))[..3000]);

        return RefusesAsync("crashing-model", "--source", $"file:{Speech}", "--transcriber", $"pocketsphinx:{directory}");
    }

    [Fact]
    public Task A_program_that_there_is_not() =>
        RefusesAsync("no-recogniser", "--source", $"file:{Speech}", "--transcriber", "command:no-recogniser {}");

    [Fact]
    public Task A_place_for_the_log_that_is_none_before_a_recogniser_is_started()
    {
        var path = _directory.File("missing/log.db");

        return RefusesAsync(path, "--source", $"file:{Speech}", "--db", path, "--transcriber", "command:no-recogniser {}");
    }

    [Fact]
    public Task A_socket_path_that_is_too_long()
    {
        var path = _directory.File(new string('s', 100));

        return RefusesAsync(path, "--source", "text:-", "--metrics-socket", path);
    }

    [Fact]
    public Task A_socket_in_a_missing_directory()
    {
        var path = _directory.File("missing/ipc.sock");

        return RefusesAsync(path, "--source", "text:-", "--ipc-socket", path);
    }

    [Fact]
    public Task The_same_path_for_both_sockets()
    {
        var path = _directory.File("one.sock");

        return RefusesAsync(path, exitCode: 2, "--source", "text:-", "--metrics-socket", path, "--ipc-socket", path);
    }

    [Fact]
    public async Task A_file_in_the_place_of_a_socket()
    {
        await File.WriteAllTextAsync(_directory.File("precious"), "a letter");

        await RefusesAsync("precious", "--source", "text:-", "--metrics-socket", _directory.File("precious"));

        Assert.Equal("a letter", await File.ReadAllTextAsync(_directory.File("precious")));
    }

    [Theory]
    [InlineData("/proc/log.db")]
    [InlineData("/dev/null/log.db")]
    public Task A_database_that_cannot_be_written(string path) => RefusesAsync(path, "--source", "text:-", "--db", path);

    [Fact]
    public Task A_directory_as_socket() => RefusesAsync(_directory.Path, "--source", "text:-", "--ipc-socket", _directory.Path);

    [Theory]
    [InlineData("/", "is a directory")]
    [InlineData("/dev/null/log.db", "/dev/null is a file")]
    public Task A_database_that_cannot_be_is_told_before_a_recogniser_is_loaded(string path, string said) =>
        RefusesAsync(said, "--db", path, "--source", "alsa:nothing", "--transcriber", $"pocketsphinx:{_directory.File("no-model")}");

    [Fact]
    public Task A_microphone_that_is_missing_is_nothing_beside_a_recogniser_that_is() =>
        RefusesAsync("no-recogniser", "--source", "alsa:nothing", "--transcriber", "command:no-recogniser {}");

    [Fact]
    public Task An_option_of_a_file_that_there_is_not() =>
        RefusesAsync("?pace=fast", exitCode: 2, "--source", $"file:{Speech}?pace=fast");

    [Fact]
    public async Task A_word_that_is_misspelt_is_told_with_what_is_meant()
    {
        foreach (var (wrong, meant) in new[] { ("statsu", "'status'"), ("--sorce", "'--source'") })
        {
            var result = await Executable.RunAsync(Executable.Daemon, [wrong, "text:-"], _directory.Path);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"did you mean {meant}?", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public Task A_directory_as_database() =>
        RefusesAsync(_directory.Path, "--source", "text:-", "--db", _directory.Path);

    [Fact]
    public async Task A_database_that_is_none()
    {
        var text = string.Concat(Enumerable.Repeat("This is no database. ", 100));
        await File.WriteAllTextAsync(_directory.File("letter.db"), text);

        await RefusesAsync("letter.db", "--source", "text:-", "--db", _directory.File("letter.db"));

        Assert.Equal(text, await File.ReadAllTextAsync(_directory.File("letter.db")));
    }

    [Fact]
    public async Task A_configuration_file_with_an_unknown_setting()
    {
        Directory.CreateDirectory(_directory.File(".config/swictation"));
        await File.WriteAllTextAsync(_directory.File(".config/swictation/config.json"), """{ "microphone": "yes" }""");

        await RefusesAsync("microphone", exitCode: 2, "--source", "text:-");
    }

    [Fact]
    public async Task Wrong_usage_is_exit_code_2()
    {
        string[][] wrong =
        [
            ["--source", "radio:bbc"], ["--durability", "high"], ["--transcriber", "command:'"], ["--catch-up-limit", "-1"], ["--no-such-option"], ["fly"],
        ];

        foreach (var arguments in wrong)
        {
            var result = await Executable.RunAsync(Executable.Daemon, arguments, _directory.Path);

            Assert.Equal(2, result.ExitCode);
            Assert.Single(result.ErrorLines);
        }
    }

    [Fact]
    public async Task A_command_without_a_daemon_says_so()
    {
        var result = await Executable.RunAsync(Executable.Daemon, ["toggle"], _directory.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("swictation_ipc.sock", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private Task RefusesAsync(string named, params string[] arguments) => RefusesAsync(named, exitCode: 1, arguments);

    private async Task RefusesAsync(string named, int exitCode, params string[] arguments)
    {
        var before = Files();

        var result = await Executable.RunAsync(
            Executable.Daemon, [.. Standard(arguments), .. arguments], _directory.Path);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(named, Assert.Single(result.Reasons), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, Files());
    }

    private IEnumerable<string> Standard(string[] arguments) =>
        new[] { ("--db", "log.db"), ("--metrics-socket", "metrics.sock"), ("--ipc-socket", "ipc.sock") }
            .Where(option => !arguments.Contains(option.Item1))
            .SelectMany(option => new[] { option.Item1, _directory.File(option.Item2) });

    private List<string> Files() =>
        [.. Directory.EnumerateFileSystemEntries(_directory.Path, "*", SearchOption.AllDirectories).Order()];
}
