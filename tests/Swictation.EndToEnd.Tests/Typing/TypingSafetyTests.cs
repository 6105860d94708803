using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>Words go nowhere but where they are meant to, and change nothing on the way.</summary>
public sealed class TypingSafetyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Held_shift_is_waited_for_and_then_the_text_is_pasted()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        await desktop.RunAsync("xdotool", "keydown", "shift");

        await daemon.SayAsync("small letters");

        await desktop.TypedIsAsync("small letters ");
        await desktop.RunAsync("xdotool", "keyup", "shift");
        Assert.Equal(["clipboard"], daemon.Ways());
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Locked_screen_gets_nothing_and_the_sentence_is_kept()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        // A program is known by its name; this one sleeps.
        var locker = _directory.File("i3lock");
        File.Copy("/bin/sleep", locker);
        var locking = desktop.Start(locker, ["300"]);

        await daemon.SayAsync("one");

        Assert.Equal(["locked"], await daemon.OutcomesAsync(1));
        await typist.TellsAsync("the screen is locked");
        Assert.Equal("", desktop.Typed());
        locking.Kill();
        await locking.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, (await TypistProcess.RunAsync(desktop, daemon, "--again")).ExitCode);
        await desktop.TypedIsAsync("one ");
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Sentence_is_not_typed_where_the_cursor_has_gone_while_it_was_spoken()
    {
        var fifo = _directory.File("speech.wav");
        Tool.Run("mkfifo", fifo);
        var speech = _directory.File("sentence.wav");
        LibriVox.Join(speech, [LibriVox.Sentences[0]], pauseS: 3);
        var bytes = await File.ReadAllBytesAsync(speech, TestContext.Current.CancellationToken);
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await desktop.OpenTerminalAsync();
        await desktop.FocusAsync("typed-1");
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"file:{fifo}", "--record", "--transcriber", "command:echo hello world", "--speech-model", "none");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);
        using var bar = await LineClient.ConnectAsync(daemon.MetricsSocket);
        await bar.SendAsync("""{"hello":{"protocol":2,"types":["session_end"]}}""" + "\n");
        await using var microphone = new FileStream(fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);

        await microphone.WriteAsync(bytes.AsMemory(0, 64_000), TestContext.Current.CancellationToken);
        await bar.ReadLinesUntilAsync("\"hearing\":true");
        await desktop.FocusAsync("typed-2");
        await microphone.WriteAsync(bytes.AsMemory(64_000), TestContext.Current.CancellationToken);

        Assert.Equal(["other_window"], await daemon.OutcomesAsync(1));
        Assert.Equal(("", ""), (desktop.Typed(), desktop.Typed(terminal: 2)));
    }

    [DesktopFact(DesktopPrograms.X11)]
    public async Task Rule_for_an_application_keeps_words_out_of_it_and_chooses_the_way_for_another()
    {
        var settings = Directory.CreateDirectory(_directory.File(".config/swictation"));
        await WriteAsync("""{"way": "clipboard", "rules": [{"application": "xte*", "way": "none"}]}""");
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await using (var typist = await TypistProcess.StartAsync(desktop, daemon))
        {
            await daemon.SayAsync("one");
            Assert.Equal(["ruled_out"], await daemon.OutcomesAsync(1));
            await typist.TellsAsync("a rule keeps words out of this window");
            Assert.Equal(0, await typist.EndAsync());
        }

        await WriteAsync("""{"rules": [{"application": "XTerm", "way": "clipboard"}, {"application": "*", "way": "none"}]}""");
        await using (var typist = await TypistProcess.StartAsync(desktop, daemon))
        {
            await daemon.SayAsync("two");
            await desktop.TypedIsAsync("two ");
            Assert.Equal(["clipboard"], daemon.Ways());
        }

        await WriteAsync("""{"rules": [{"application": "XTerm"}]}""");
        Assert.Equal(2, (await TypistProcess.RunAsync(desktop, daemon)).ExitCode);

        Task WriteAsync(string typing) => File.WriteAllTextAsync(Path.Combine(settings.FullName, "config.json"), $$"""{"typing": {{typing}}}""");
    }

    [DesktopFact(DesktopPrograms.Wayland)]
    public async Task Clipboard_of_Wayland_with_an_image_stays_as_it_was()
    {
        await using var desktop = await Desktop.StartSwayAsync(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var image = _directory.File("image.png");
        await File.WriteAllBytesAsync(image, [0x89, 0x50, 0x4E, 0x47], TestContext.Current.CancellationToken);
        await desktop.RunAsync("sh", "-c", $"wl-copy --type image/png < {image} >/dev/null 2>&1");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon, "--way", "clipboard");

        await daemon.SayAsync("one");

        Assert.Equal(["failed"], await daemon.OutcomesAsync(1));
        await typist.TellsAsync("something other than text");
        Assert.Equal("image/png\n", (await desktop.RunAsync("wl-paste", "--list-types")).Output);
        Assert.Equal("", desktop.Typed());
    }

    [DesktopFact($"{DesktopPrograms.X11} vim")]
    public async Task Vim_in_insert_mode_gets_the_words_and_no_commands()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var file = _directory.File("letter.txt");
        var inserting = _directory.File("inserting");
        desktop.Start("xterm", ["-u8", "-T", "vim", "-e", "vim", "-N", "-u", "NONE", "--cmd", "set t_RV= t_u7=", "-c", $"autocmd InsertEnter * call writefile([], '{inserting}')", "-c", "set encoding=utf-8 | startinsert", file]);
        await Eventually.IsTrueAsync(async () => (await desktop.FocusAsync("vim")).ExitCode == 0, "vim has the cursor");
        await Eventually.IsTrueAsync(() => File.Exists(inserting), "vim is in insert mode");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync(":q! dd \u001b:wq plain");
        await daemon.SayAsync("Grüße 🙂");
        Assert.Equal(["typed", "typed"], await daemon.OutcomesAsync(2));
        await Eventually.IsTrueAsync(
            async () =>
            {
                await desktop.RunAsync("xdotool", "key", "--delay", "50", "Escape", "colon", "w", "Return");
                await desktop.RunAsync("xdotool", "key", "a");
                return File.Exists(file) && (await File.ReadAllTextAsync(file)).Contains("🙂", StringComparison.Ordinal);
            },
            "all is there");

        // An escape and the character behind it are a control function, as a terminal takes them.
        Assert.Equal(":q! dd wq plain Grüße 🙂 \n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [DesktopFact($"{DesktopPrograms.X11} zenity")]
    public async Task Entry_of_a_dialog_gets_the_words()
    {
        await using var desktop = await Desktop.StartX11Async(_directory.Path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        var dialog = desktop.Start("zenity", ["--entry", "--title", "dialog"]);
        await Eventually.IsTrueAsync(async () => (await desktop.FocusAsync("dialog")).ExitCode == 0, "the dialog has the cursor");
        await using var typist = await TypistProcess.StartAsync(desktop, daemon);

        await daemon.SayAsync("It's plain.");
        await daemon.SayAsync("Grüße “quotes” 你好");
        Assert.Equal(["typed", "typed"], await daemon.OutcomesAsync(2));
        await Eventually.IsTrueAsync(
            async () =>
            {
                await desktop.RunAsync("xdotool", "key", "ctrl+a", "ctrl+c");
                return (await desktop.RunAsync("xclip", "-selection", "clipboard", "-o")).Output.EndsWith("你好 ", StringComparison.Ordinal);
            },
            "all is there");
        await desktop.RunAsync("xdotool", "key", "Return");

        Assert.Equal("It's plain. Grüße “quotes” 你好 \n", await dialog.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
