using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>Words at the cursor of real terminals, read back from what the terminal's program got.</summary>
public sealed class TypingTests : IDisposable
{
    private const string Plain = "He said: \"no\" (it's 5 o'clock), and ended it.";
    private const string Others = "Grüße, naïve “quotes” 你好 привет 🙂 € don’t";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopTheory(DesktopPrograms.X11)]
    [InlineData("us")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("us -variant intl")]
    public async Task What_is_said_arrives_under_X11_whatever_the_layout(string layout)
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path, layout);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync(Plain);
        await desktop.TypedIsAsync($"{Plain} ");
        await daemon.SayAsync(Others);

        await desktop.TypedIsAsync($"{Plain} {Others} ");
        Assert.Equal(0, await typist.EndAsync());
        Assert.Equal(["xdotool", "clipboard"], daemon.Ways());
    }

    [DesktopTheory(DesktopPrograms.Wayland)]
    [InlineData("auto", "wayland")]
    [InlineData("wtype", "wtype")]
    [InlineData("clipboard", "clipboard")]
    public async Task What_is_said_arrives_under_Wayland(string way, string taken)
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--way", way);

        await daemon.SayAsync(Plain);
        await desktop.TypedIsAsync($"{Plain} ");
        await daemon.SayAsync(Others);

        await desktop.TypedIsAsync($"{Plain} {Others} ");
        Assert.Equal(0, await typist.EndAsync());
        Assert.Equal([taken, taken], daemon.Ways());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Clipboard_with_an_image_is_left_alone_and_what_keys_cannot_type_is_told()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var image = _directory.File("image.png");
        await File.WriteAllBytesAsync(image, [0x89, 0x50, 0x4E, 0x47], TestContext.Current.CancellationToken);
        Assert.True(Tool.TryRun("env", $"DISPLAY={desktop.Environment["DISPLAY"]}", "sh", "-c", $"xclip -selection primary -t image/png -i {image} >/dev/null 2>&1"));
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync("Grüße");
        await daemon.SayAsync("plain");

        await desktop.TypedIsAsync("plain ");
        await Eventually.IsTrueAsync(() => daemon.Outcomes().Count == 2, "both are settled");
        Assert.Equal(["failed", "typed"], daemon.Outcomes());
        await typist.TellsAsync("something other than text");
        var types = await desktop.RunAsync("xclip", "-selection", "primary", "-o", "-t", "TARGETS");
        Assert.Contains("image/png", types.Output, StringComparison.Ordinal);
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Clipboard_is_put_back_after_a_paste()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        Assert.True(Tool.TryRun("env", $"DISPLAY={desktop.Environment["DISPLAY"]}", "sh", "-c", "printf mine | xclip -selection primary -i >/dev/null 2>&1"));
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--way", "clipboard");

        await daemon.SayAsync(Others);

        await desktop.TypedIsAsync($"{Others} ");
        await Eventually.IsTrueAsync(
            async () => (await desktop.RunAsync("xclip", "-selection", "primary", "-o")).Output == "mine", "it is put back");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Control_characters_and_line_breaks_never_reach_a_terminal()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync("one\u2028rm\u0003 \u001b]0;two\u202e");

        await desktop.TypedIsAsync("one rm ]0;two ");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task What_was_said_while_nothing_typed_is_typed_at_the_return_only_into_the_same_window()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using (var first = await TypistProcess.StartAsync(desktop, daemon))
        {
            await daemon.SayAsync("one");
            await desktop.TypedIsAsync("one ");
            Assert.Equal(0, await first.EndAsync());
        }

        await daemon.SayAsync("two");
        await using (var second = await TypistProcess.StartAsync(desktop, daemon))
        {
            await desktop.TypedIsAsync("one two ");
            Assert.Equal(0, await second.EndAsync());
        }

        await daemon.SayAsync("three");
        await desktop.OpenTerminalAsync();
        await using var third = await TypistProcess.StartAsync(desktop, daemon);
        await third.TellsAsync("another window");

        Assert.Contains("\tother_window\tthree\n", (await TypistProcess.RunAsync(desktop, daemon, "--missed")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await TypistProcess.RunAsync(desktop, daemon, "--again")).ExitCode);
        await desktop.TypedIsAsync("three ", terminal: 2);
        Assert.Equal("one two ", desktop.Typed());
        Assert.Empty((await TypistProcess.RunAsync(desktop, daemon, "--missed")).Output);
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Only_one_types_at_a_time()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        var second = await TypistProcess.RunAsync(desktop, daemon);

        Assert.Equal((1, "swictation-daemon: type: another one types already; end it first\n"), (second.ExitCode, second.Error));
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Command_that_consumes_a_text_keeps_it_from_being_typed()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var seen = _directory.File("seen");
        await using var typist = await TypistProcess.StartAsync(
            desktop, daemon,
            "--on-transcription", $"cat >> {seen}; echo \" $SWICTATION_SESSION\" >> {seen}; ! grep -q \"secret $SWICTATION_SESSION\" {seen} || exit 77");

        await daemon.SayAsync("one");
        await daemon.SayAsync("secret");
        await Eventually.IsTrueAsync(() => daemon.Outcomes().Count == 2, "both are settled");

        Assert.Equal(["typed", "consumed"], daemon.Outcomes());
        Assert.Equal("one 1\nsecret 1\n", await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken));
        Assert.Equal("one ", desktop.Typed());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Text_off_the_record_is_typed_and_stays_unstored()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record", "--off-the-record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync("a secret");

        await desktop.TypedIsAsync("a secret ");
        Assert.Equal(["[off the record]"], daemon.Query<string>("SELECT body ->> 'text' FROM events WHERE type = 'transcription'"));
    }
}
