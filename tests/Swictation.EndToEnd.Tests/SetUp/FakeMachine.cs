using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.SetUp;

/// <summary>
/// A machine for scripts/setup: programs, libraries and files are those that a test has put there. Package managers and downloads
/// only write down how they were called.
/// </summary>
internal sealed class FakeMachine : IDisposable
{
    private static readonly string[] Tools =
        ["bash", "cat", "dirname", "env", "grep", "ls", "mktemp", "readlink", "rm", "sed", "sort", "tail", "mkdir", "cp", "chmod"];

    private static readonly string[] Places = ["/usr/bin", "/bin"];

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _libraries = [];

    public FakeMachine()
    {
        Directory.CreateDirectory(Programs);
        Directory.CreateDirectory(Home);
        foreach (var tool in Tools)
        {
            var path = Places.Select(place => Path.Combine(place, tool)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Programs, tool), path);
        }

        AddProgram("id", "echo 0");
        AddProgram("uname", "echo x86_64");
        AddProgram("tar");
        AddProgram("ldconfig", $"cat '{_directory.File("libraries")}'");
    }

    /// <summary>How package managers and downloads were called, a line each.</summary>
    public string[] Calls => File.Exists(CallsPath) ? File.ReadAllLines(CallsPath) : [];

    public string Home => _directory.File("home");

    private string Programs => _directory.File("bin");

    private string Root => _directory.File("root");

    private string CallsPath => _directory.File("calls");

    public FakeMachine WithSdk()
    {
        AddProgram("dotnet", "echo '10.0.401 [/usr/share/dotnet/sdk]'");
        return this;
    }

    /// <summary>Debian or Ubuntu; <paramref name="packages"/> are installed, and say whether its libraries are called t64.</summary>
    public FakeMachine WithApt(params string[] packages)
    {
        AddProgram("apt-get", $"echo \"apt-get $*\" >>'{CallsPath}'");
        AddProgram("apt-cache", "echo libicu76");
        var asked = packages.Where(name => name.EndsWith("t64", StringComparison.Ordinal)); // it asks for *t64
        AddProgram("dpkg-query", string.Join('\n', asked.Select(name => $"echo 'installed {name}'").Append("true")));
        return this;
    }

    public FakeMachine WithManager(string name)
    {
        AddProgram(name, $"echo \"{name} $*\" >>'{CallsPath}'");
        return this;
    }

    public FakeMachine WithUserWithoutSudo()
    {
        AddProgram("id", "echo 1000");
        return this;
    }

    /// <summary>Downloads a script that makes a dotnet where it is told to install the SDK.</summary>
    public FakeMachine WithDownloads()
    {
        var script = _directory.File("downloaded");
        File.WriteAllText(script, $$"""
            echo "install $*" >>'{{CallsPath}}'
            mkdir -p "$4"
            cp '{{_directory.File("sdk")}}' "$4/dotnet"
            """);
        File.WriteAllText(_directory.File("sdk"), "#!/bin/bash\necho '10.0.401 [/somewhere/sdk]'\n");
        File.SetUnixFileMode(_directory.File("sdk"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AddProgram("curl", $"echo \"curl $1 ${{!#}}\" >>'{CallsPath}'; cp '{script}' \"$3\"");
        return this;
    }

    public FakeMachine With(params string[] found)
    {
        foreach (var name in found)
        {
            if (name.StartsWith('/'))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Root + name)!);
                File.WriteAllText(Root + name, "");
            }
            else if (name.Contains(".so.", StringComparison.Ordinal))
            {
                _libraries.Add(name);
            }
            else
            {
                AddProgram(name);
            }
        }

        return this;
    }

    /// <summary>Has everything of the roles run and demo.</summary>
    public FakeMachine WithAllForTheDemo()
    {
        AddProgram("nc", "echo 'OpenBSD netcat'");
        return With(
            "libicuuc.so.76", "libssl.so.3", "libstdc++.so.6", "/etc/ssl/certs/ca-certificates.crt",
            "libsndfile.so.1", "libsamplerate.so.0", "libpocketsphinx.so.3", "libsphinxbase.so.3",
            "/usr/share/pocketsphinx/model/en-us/en-us.lm.bin", "/usr/share/pocketsphinx/test/data/librivox/sense.wav",
            "libasound.so.2", "libgomp.so.1", "/usr/lib/x86_64-linux-gnu/alsa-lib/libasound_module_pcm_pulse.so", "sox", "sqlite3");
    }

    /// <summary>A compiler for another processor, with or without that processor's C library.</summary>
    public FakeMachine WithCrossCompiler(string name, bool hasLibrary)
    {
        AddProgram(name, hasLibrary ? "echo /usr/lib/crt1.o" : "echo crt1.o");
        return this;
    }

    /// <summary>Runs scripts/setup; nobody can be asked.</summary>
    public Task<ProcessResult> SetUpAsync(params string[] arguments) => RunAsync("scripts/setup", arguments);

    /// <summary>Runs scripts/publish into a folder that is not there.</summary>
    public Task<ProcessResult> PublishAsync(params string[] arguments) =>
        RunAsync("scripts/publish", [_directory.File("published"), .. arguments]);

    private Task<ProcessResult> RunAsync(string script, string[] arguments)
    {
        File.WriteAllLines(_directory.File("libraries"), _libraries.Select(name => $"\t{name} (libc6,x86-64) => /usr/lib/{name}"));
        string[] environment = ["-i", $"PATH={Programs}", $"HOME={Home}", $"SWICTATION_SETUP_ROOT={Root}"];
        return Executable.RunAsync("env", [.. environment, "bash", Path.Combine(Repository.Root, script), .. arguments]);
    }

    public void Dispose() => _directory.Dispose();

    private void AddProgram(string name, string body = "true")
    {
        var path = Path.Combine(Programs, name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
