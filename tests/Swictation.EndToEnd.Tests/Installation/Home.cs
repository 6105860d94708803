using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>The home of a user, with nothing in it but what a test puts there.</summary>
internal sealed class Home : IDisposable
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly TemporaryDirectory _directory = new();

    public Home()
    {
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(Runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Write(".profile", "# the user's own");
        Write(".config/other/settings", "the user's own");
        Write(".local/bin/other", "the user's own");
    }

    public string Path => _directory.File("home");

    public string Runtime => _directory.File("run");

    public string Daemon => File(".local/bin/swictation-daemon");

    public string Replay => File(".local/bin/swictation-replay");

    public string MetricsSocket => System.IO.Path.Combine(Runtime, "swictation_metrics.sock");

    public string IpcSocket => System.IO.Path.Combine(Runtime, "swictation_ipc.sock");

    /// <summary>
    /// Everything in it, a line each and in order: directories, links with their targets, files with their lengths.
    /// </summary>
    public string[] Content =>
    [
        .. new DirectoryInfo(Path).EnumerateFileSystemInfos("*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
        })
            .Select(found => System.IO.Path.GetRelativePath(Path, found.FullName) + found switch
            {
                { LinkTarget: { } target } => $" -> {target}",
                FileInfo file => $" {file.Length}",
                _ => "/",
            })
            .Order(StringComparer.Ordinal),
    ];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
    }

    /// <summary>Runs a program as after a login into this home.</summary>
    public async Task<ProcessResult> RunAsync(string program, params IEnumerable<string> arguments) =>
        await Executable.RunAsync(StartInfo(program, arguments));

    public Task<ProcessResult> InstallAsync(params IEnumerable<string> arguments) =>
        RunAsync(Script("install"), ["--from", System.IO.Path.GetDirectoryName(Executable.Daemon)!, .. arguments]);

    public Task<ProcessResult> UninstallAsync(params IEnumerable<string> arguments) =>
        RunAsync(Script("uninstall"), arguments);

    /// <param name="environment">More variables, as <c>NAME=value</c>.</param>
    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, params string[] environment) =>
        Executable.StartInfo(
            "env",
            [
                "-i", $"HOME={Path}", $"XDG_RUNTIME_DIR={Runtime}", $"PATH={File(".local/bin")}:{SystemPath}", "LC_ALL=C.UTF-8",
                .. environment, program, .. arguments,
            ],
            home: null);

    public void Dispose() => _directory.Dispose();

    private static string Script(string name) => System.IO.Path.Combine(Repository.Root, "scripts", name);
}
