using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>The units of <c>type</c> and <c>keys</c>, and the desktop file, as scripts/install puts them in their places.</summary>
public sealed class OfferedFilesTests : IDisposable
{
    private const string Executed = "%h/.local/bin/swictation-daemon";

    private static readonly string Entry = Path.Combine(Repository.Root, "scripts/org.swictation.Swictation.desktop");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("type")]
    [InlineData("keys")]
    public async Task Unit_belongs_to_the_graphical_session_and_runs_a_verb_that_there_is(string verb)
    {
        var unit = Read(UnitOf(verb));

        Assert.Equal("graphical-session.target", unit["Unit/PartOf"]);
        Assert.Equal("graphical-session.target", unit["Install/WantedBy"]);
        Assert.Equal(("on-failure", "2"), (unit["Service/Restart"], unit["Service/RestartPreventExitStatus"]));
        Assert.Equal($"{Executed} {verb}", unit["Service/ExecStart"]);
        Assert.Equal(0, (await RunAsync(Executable.Daemon, verb, "--help")).ExitCode);
    }

    [Fact]
    public async Task Systemd_has_no_complaint_about_the_units()
    {
        Assert.SkipUnless(Tool.TryRun("systemd-analyze", "--version"), "There is no systemd.");
        var program = _directory.File("my programs/swictation-daemon");
        Directory.CreateDirectory(_directory.File("my programs"));
        File.CreateSymbolicLink(program, Executable.Daemon);
        foreach (var verb in (string[])["type", "keys"])
        {
            var text = await File.ReadAllTextAsync(UnitOf(verb), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                _directory.File($"swictation-{verb}.service"), text.Replace(Executed, $"\"{program}\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var verified = await RunAsync("systemd-analyze", ["--user", "verify", .. Directory.GetFiles(_directory.Path, "*.service")]);

        Assert.Equal((0, "", ""), (verified.ExitCode, verified.Output, verified.Error));
    }

    [Fact]
    public async Task Desktop_file_has_what_portals_know_the_program_by()
    {
        var entry = Read(Entry);

        Assert.StartsWith("[Desktop Entry]\n", await File.ReadAllTextAsync(Entry, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(("Application", "Swictation"), (entry["Desktop Entry/Type"], entry["Desktop Entry/Name"]));
        Assert.Equal(("true", "false"), (entry["Desktop Entry/NoDisplay"], entry["Desktop Entry/Terminal"]));
        var command = entry["Desktop Entry/Exec"].Split(' ');
        Assert.Equal("swictation-daemon", command[0]);
        Assert.Equal(0, (await RunAsync(Executable.Daemon, [.. command[1..], "--help"])).ExitCode);
    }

    [Fact]
    public async Task Freedesktop_has_no_complaint_about_the_desktop_file()
    {
        Assert.SkipUnless(Tool.TryRun("desktop-file-validate", "--version"), "There is no desktop-file-validate (desktop-file-utils).");

        var validated = await RunAsync("desktop-file-validate", Entry);

        Assert.Equal((0, "", ""), (validated.ExitCode, validated.Output, validated.Error));
    }

    private static string UnitOf(string verb) => Path.Combine(Repository.Root, $"scripts/systemd/swictation-{verb}.service");

    // Groups with keys, each once: a line that is none of these fails.
    private static Dictionary<string, string> Read(string path)
    {
        var (read, group) = (new Dictionary<string, string>(), "");
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[') group = line[1..^1];
            else read.Add($"{group}/{line[..line.IndexOf('=', StringComparison.Ordinal)]}", line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }

        return read;
    }

    private Task<ProcessResult> RunAsync(string program, params string[] arguments) =>
        Executable.RunAsync(Executable.StartInfo(program, arguments, _directory.Path));
}
