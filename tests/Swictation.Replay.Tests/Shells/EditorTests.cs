namespace Swictation.Replay.Tests.Shells;

/// <summary>An editor has the terminal while sentences are corrected in it.</summary>
[Trait("Category", "Package")]
public sealed class EditorTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Ctrl_C_is_for_the_editor_and_what_it_has_written_counts()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3"), "python3 is not installed; scripts/setup test says how");
        await _log.AppendAsync(RecordedLog.OneSession());
        var editor = _log.File("editor");
        File.WriteAllText(editor, "#!/bin/sh\ntrap 'echo interrupted' INT\necho editing\nuntil read line; do :; done\nsed -i 's/question/answer/' \"$1\"\n");
        File.SetUnixFileMode(editor, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await Terminal.TypeAsync(
            [ReplayTool.Executable, "correct", "1", "--db", _log.Path],
            _log.Directory,
            new()
            {
                ["HOME"] = _log.Directory,
                ["XDG_RUNTIME_DIR"] = _log.Directory,
                ["EDITOR"] = editor,
                ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "",
            },
            ("", "editing"),
            ("\u0003", "interrupted"),
            ("done\r", "is corrected"));

        Assert.Empty(Directory.GetFiles(_log.Directory, "swictation-*.txt"));
    }
}
