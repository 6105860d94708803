using System.Diagnostics;
using System.Globalization;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Replay.Copying;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class LastTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Last_sentences_are_printed_in_order_as_text_alone()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var one = await ReplayTool.RunAsync(_log.Directory, "last", "--db", _log.Path);
        var two = await ReplayTool.RunAsync(_log.Directory, "last", "2", "--db", _log.Path);
        var all = await ReplayTool.RunAsync(_log.Directory, "last", "99", "--db", _log.Path);

        Assert.Equal(new(0, "that is the question\n", ""), one);
        Assert.Equal(new(0, "Äpfel, \"quoted\" 🙂\nthat is the question\n", ""), two);
        Assert.Equal(3, all.OutputLines.Length);
    }

    [Theory]
    [InlineData("WAYLAND_DISPLAY", "wl-copy", "")]
    [InlineData("DISPLAY", "xclip", "-selection clipboard")]
    public async Task Clipboard_of_the_desktop_gets_the_sentence(string variable, string program, string arguments)
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var path = _log.File(program);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nprintf '%s:' \"$*\" > '{_log.File("copied")}'\ncat >> '{_log.File("copied")}'\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        using var process = ReplayTool.Start(
            _log.Directory,
            [("WAYLAND_DISPLAY", ""), ("DISPLAY", ""), (variable, "0"), ("PATH", $"{_log.Directory}:/usr/bin:/bin")],
            ["last", "2", "--copy", "--db", _log.Path]);
        var result = await ReplayTool.EndAsync(process);

        Assert.Equal(new(0, "", ""), result);
        Assert.Equal(
            $"{arguments}:Äpfel, \"quoted\" 🙂\nthat is the question", await File.ReadAllTextAsync(_log.File("copied")));
    }

    [Fact]
    public async Task Last_sentence_is_typed_once_more_by_the_program_of_the_daemon()
    {
        var path = _log.File("swictation-daemon");
        await File.WriteAllTextAsync(path, "#!/bin/sh\necho \"$*\"\nexit 7\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        using var process = ReplayTool.Start(
            _log.Directory, [("PATH", $"{_log.Directory}:/usr/bin:/bin")], ["last", "3", "--again"], ReplayTool.Built);
        var result = await ReplayTool.EndAsync(process);
        var other = await ReplayTool.RunAsync(_log.Directory, "last", "--again", "--copy");

        Assert.Equal(new(7, "type --again 3\n", ""), result);
        Assert.Equal(2, other.ExitCode);
    }

    [Fact]
    public async Task Program_that_keeps_the_clipboard_keeps_nobody_waiting_who_reads_the_output()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var path = _log.File("wl-copy");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\ncat >/dev/null\nsleep 300 &\necho $! > '{_log.File("keeper")}'\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        using var process = ReplayTool.Start(
            _log.Directory,
            [("WAYLAND_DISPLAY", "0"), ("PATH", $"{_log.Directory}:/usr/bin:/bin")],
            ["last", "--copy", "--db", _log.Path]);
        try
        {
            Assert.Equal(new(0, "", ""), await ReplayTool.EndAsync(process));
        }
        finally
        {
            using var keeper = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(_log.File("keeper")), CultureInfo.InvariantCulture));
            keeper.Kill();
        }
    }

    [Fact]
    public async Task Text_off_the_record_is_not_copied()
    {
        await _log.AppendAsync(
        [
            new SessionStart(new(1), RecordedLog.At(0)),
            RecordedLog.Segment(new(1), RecordedLog.At(2), "secret") with { IsOffTheRecord = true },
        ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "last", "--copy", "--db", _log.Path);

        result.AssertFailed(1, "nothing was said that could be copied");
    }

    [Fact]
    public void Terminal_is_asked_by_osc_52() =>
        Assert.Equal(
            $"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes("Äpfel"))}\a", Encoding.ASCII.GetString(Clipboard.SequenceOf("Äpfel")));
}
