using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Shells;

/// <summary>Command lines that a real shell completes, and runs as they are then.</summary>
[Trait("Category", "Package")]
public sealed class CompletionTests : IDisposable
{
    private static readonly string[] Programs = ["bash", "zsh", "fish"];

    private static readonly (string Typed, string Run)[] Lines =
    [
        ("sea\t", "[search]"),
        ("list --lim\t3", "[list][--limit][3]"),
        ("stats --by we\t", "[stats][--by][week]"),
        ("export last --format=aud\t", "[export][last][--format=audacity]"),
        ("show 471\t", "[show][4711]"),
        ("show 2026-03\t", "[show][2026-03-01]"),
        ("show Tal\t", "[show][Talk about it]"),
        ("export 4711..47\t", "[export][4711..4711]"),
        ("list --since 2026-03\t", "[list][--since][2026-03-01]"),
        ("search a:b --session 471\t", "[search][a:b][--session][4711]"),
        ("--db ./metr\t list", "[--db][./metrics.db][list]"),
        ("export last -o my\\ fi\t", "[export][last][-o][my file.txt]"),
    ];

    private readonly RecordedLog _log = new();

    public static TheoryData<string> Shells => [.. Programs];

    public void Dispose() => _log.Dispose();

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_shell_completes_what_is_typed(string shell)
    {
        Assert.SkipUnless(IsThere(shell) && IsThere("python3"), $"{shell} or python3 is not installed; scripts/setup test says how");
        await _log.AppendAsync([.. RecordedLog.OneSession(4711), new SessionTitled(new(4711), RecordedLog.At(20), "Talk about it")]);
        File.WriteAllText(_log.File("my file.txt"), "");
        Directory.CreateDirectory(_log.File("bin"));
        MakeTool(_log.File("bin/swictation-replay"));
        var script = _log.File($"script.{shell}");
        await File.WriteAllTextAsync(
            script,
            (await ReplayTool.RunAsync(_log.Directory, "complete", "--script", shell)).Output,
            TestContext.Current.CancellationToken);

        await Terminal.TypeAsync(
            CommandOf(shell),
            _log.Directory,
            Environment(),
            [
                ("", "READY"),
                .. Begin(shell, script),
                .. Lines.Select(line => ($"swictation-replay {line.Typed}\r", $"ran:{line.Run}.")),
            ]);
    }

    private static string[] CommandOf(string shell) => shell switch
    {
        "bash" => ["bash", "--noprofile", "--norc", "-i"],
        "zsh" => ["zsh", "-f", "-i"],
        _ => ["fish", "--no-config", "-i", "-C", "function fish_prompt; echo 'READY> '; end"],
    };

    private static (string Keys, string Wanted)[] Begin(string shell, string script)
    {
        var prepare = shell == "zsh" ? "autoload -Uz compinit && compinit -u -D; " : "";
        return [($"{prepare}. '{script}'; echo load''ed\r", "loaded")];
    }

    // Asks the real one for completions; what is run is shown.
    private static void MakeTool(string path)
    {
        File.WriteAllText(
            path,
            $"""
            #!/bin/sh
            [ "$1" != complete ] || exec '{ReplayTool.Executable}' "$@"
            printf 'ran:'; printf '[%s]' "$@"; echo .
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool IsThere(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private Dictionary<string, string> Environment() => new()
    {
        ["PATH"] = $"{_log.File("bin")}:/usr/bin:/bin",
        ["HOME"] = _log.Directory,
        ["XDG_CONFIG_HOME"] = _log.Directory,
        ["XDG_DATA_HOME"] = _log.Directory,
        ["XDG_RUNTIME_DIR"] = _log.Directory,
        ["SWICTATION_DB"] = _log.Path,
        ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
        ["TERM"] = "xterm",
        ["LC_ALL"] = "C.UTF-8",
        ["TZ"] = "UTC",
        ["PS1"] = "READY> ",
        ["COLUMNS"] = "200",
    };
}
