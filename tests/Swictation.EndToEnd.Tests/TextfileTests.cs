using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>The units that write the metrics for the textfile collector of Prometheus' node exporter.</summary>
public sealed class TextfileTests : IDisposable
{
    private const UnixFileMode ForTheExporter =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly string Units = Path.Combine(Repository.Root, "scripts/systemd");

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Systemd_has_no_complaint_about_the_units()
    {
        Assert.SkipUnless(Tool.TryRun("systemd-analyze", "--version"), "There is no systemd.");

        var verified = await Executable.RunAsync(Executable.StartInfo(
            "systemd-analyze",
            ["--user", "verify", .. Directory.GetFiles(Units, "swictation-textfile.*")],
            _directory.Path));

        Assert.Equal((0, "", ""), (verified.ExitCode, verified.Output, verified.Error));
    }

    [Fact]
    public async Task File_is_whole_at_every_moment_and_gone_without_a_daemon()
    {
        var file = _directory.File("textfile/swictation.prom");
        Directory.CreateDirectory(_directory.File("textfile"));
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await daemon.SayAsync("not a word of this");
            await RunAsync();
            // A reader that has opened the file keeps the old one, whole.
            using var reading = new StreamReader(file);
            await RunAsync();

            var text = await reading.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal(PrometheusFormat.Read(text).Keys, PrometheusFormat.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Keys);
            Assert.DoesNotContain("word", text, StringComparison.Ordinal);
            Assert.Equal([file], Directory.GetFiles(_directory.File("textfile")));
            Assert.Equal(ForTheExporter, File.GetUnixFileMode(file));
        }

        await RunAsync();
        Assert.Empty(Directory.GetFiles(_directory.File("textfile")));
    }

    public void Dispose() => _directory.Dispose();

    // What the service does, by the same line of shell.
    private async Task RunAsync()
    {
        const string Shell = "ExecStart=/bin/sh -c '";
        var line = File.ReadLines(Path.Combine(Units, "swictation-textfile.service"))
            .Single(line => line.StartsWith(Shell, StringComparison.Ordinal))[Shell.Length..^1];
        var start = Executable.StartInfo(
            "sh", ["-c", "umask 0022; " + line.Replace("$$", "$", StringComparison.Ordinal)], _directory.Path);
        start.Environment["TEXTFILE_DIRECTORY"] = _directory.File("textfile");
        start.Environment["DAEMON"] = Executable.Daemon;
        start.Environment["SWICTATION_IPC_SOCKET"] = _directory.File("ipc.sock");
        var result = await Executable.RunAsync(start);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }
}
