using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>
/// A log in a directory like /tmp, where another user has put something under a name that the daemon uses: the true
/// reason, and nothing is touched.
/// </summary>
public sealed class FilesOfOthersTests : IDisposable
{
    private const string Unsaved = "swictation-unsaved-20261127-000000-000.jsonl";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _shared;

    public FilesOfOthersTests()
    {
        _shared = _directory.File("shared");
        Directory.CreateDirectory(_shared);
        OtherUser.OpenLikeTmp(_shared);
        Directory.CreateDirectory(_directory.File("theirs"));
        Directory.CreateDirectory(_directory.File("home"));
    }

    [Theory]
    [InlineData("log.db")]
    [InlineData("log.db.lock")]
    [InlineData("log.db-wal")]
    [InlineData("log.db-shm")]
    [InlineData("log.db.suspect")]
    [InlineData("log.db.word")]
    [InlineData("log.db.reserve")]
    [InlineData(Unsaved)]
    [InlineData("metrics.sock")]
    [InlineData("metrics.sock.lock")]
    [InlineData("ipc.sock")]
    public Task File_of_another_user_in_the_place_of_one_of_ours_is_refused(string name) =>
        AssertRefusedAsync(name, path => File.WriteAllText(path, "theirs"));

    [Theory]
    [InlineData("log.db.lock")]
    [InlineData("log.db.word")]
    [InlineData("log.db.reserve")]
    [InlineData("log.db-audio")]
    [InlineData(Unsaved)]
    [InlineData("metrics.sock.lock")]
    public Task Link_of_another_user_in_the_place_of_one_of_our_files_is_refused_and_not_followed(string name) =>
        AssertRefusedAsync(name, path => File.CreateSymbolicLink(path, _directory.File("theirs")));

    [Fact]
    public Task Link_of_another_user_in_the_place_of_the_log_is_refused_and_not_followed() => AssertRefusedAsync(
        "log.db",
        path => File.CreateSymbolicLink(path, _directory.File("home/new.db")),
        $"{_directory.File("shared/log.db")} is a symbolic link of user {OtherUser.Number}");

    [Fact]
    public Task Audio_directory_of_another_user_is_refused() =>
        AssertRefusedAsync("log.db-audio", path => Directory.CreateDirectory(path));

    [Fact]
    public async Task Own_link_to_an_audio_directory_of_another_user_is_refused()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        OtherUser.Give(_directory.File("theirs"));
        Directory.CreateSymbolicLink(Path.Combine(_shared, "log.db-audio"), _directory.File("theirs"));

        var refused = await RunAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            $"log.db-audio leads to a directory of user {OtherUser.Number}",
            Assert.Single(refused.Reasons),
            StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.File("theirs")));
    }

    [Fact]
    public async Task Own_audio_directory_that_others_can_write_to_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_shared, "log.db-audio"));
        OtherUser.OpenLikeTmp(Path.Combine(_shared, "log.db-audio"));

        var refused = await RunAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("other users can write to its audio; try: chmod go-w", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("link")]
    [InlineData("file")]
    public async Task What_another_user_puts_under_the_name_of_unsaved_events_elsewhere_keeps_nobody_from_recording(string kind)
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        var path = Path.Combine(_shared, Unsaved);
        if (kind == "fifo") Tool.Run("mkfifo", path);
        else if (kind == "link") File.CreateSymbolicLink(path, "/dev/zero");
        else await File.WriteAllTextAsync(path, "{}", TestContext.Current.CancellationToken);
        OtherUser.Give(path);

        var start = Executable.StartInfo(
            Executable.Daemon,
            ["--db", _directory.File("home/log.db"), "--source", "text:/dev/null", "--record", "--exit-at-end"],
            _directory.File("home"));
        start.Environment["TMPDIR"] = _shared;
        await using var daemon = await DaemonProcess.StartAsync(_directory.File("home"), start);

        Assert.Equal(0, await daemon.ExitAsync());
        await daemon.LogsAsync($"{path} belongs to user {OtherUser.Number} and is left alone");
        Assert.Equal([path], Directory.GetFileSystemEntries(_shared));
    }

    [Fact]
    public async Task Link_for_clients_that_another_user_has_made_is_left_and_told()
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        var link = Path.Combine(_shared, "swictation.sock");
        File.CreateSymbolicLink(link, "theirs.sock");
        OtherUser.Give(link);

        var recorded = await RunAsync("--record", "--exit-at-end");

        Assert.Equal(0, recorded.ExitCode);
        Assert.Contains($"belongs to user {OtherUser.Number}", recorded.Error, StringComparison.Ordinal);
        Assert.Equal("theirs.sock", new FileInfo(link).LinkTarget);
    }

    public void Dispose() => _directory.Dispose();

    private async Task AssertRefusedAsync(string name, Action<string> make, string? reason = null)
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        var path = Path.Combine(_shared, name);
        make(path);
        OtherUser.Give(path);
        var before = Snapshot();

        var refused = await RunAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            reason ?? $"{name} belongs to user {OtherUser.Number}",
            Assert.Single(refused.Reasons).Replace(": belongs", " belongs", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    private Task<ProcessResult> RunAsync(params string[] options) => Executable.RunAsync(
        Executable.Daemon,
        [
            "--db", Path.Combine(_shared, "log.db"),
            "--metrics-socket", Path.Combine(_shared, "metrics.sock"),
            "--ipc-socket", Path.Combine(_shared, "ipc.sock"),
            "--source", "text:/dev/null",
            .. options,
        ],
        _directory.File("home"));

    private List<string> Snapshot() =>
        new DirectoryInfo(_directory.Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(entry => entry.Name != "home")
            .Select(entry => string.Create(
                CultureInfo.InvariantCulture, $"{entry.FullName} {entry.UnixFileMode} {entry.LastWriteTimeUtc:O}"))
            .Order(StringComparer.Ordinal)
            .ToList();
}
