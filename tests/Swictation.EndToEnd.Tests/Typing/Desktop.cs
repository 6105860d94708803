using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>A display server of the test's own with a terminal that has the cursor, and writes all that it gets to a file.</summary>
internal sealed class Desktop : IAsyncDisposable
{
    private const string Reader = "stty raw -echo; echo > \"$0.ready\"; exec cat > \"$0\"";

    // Does not begin before it has heard the keyboard.
    private const string HearingReader =
        "stty raw -echo; until [ \"$(head -c 1)\" = . ]; do echo > \"$0.heard\"; done; echo > \"$0.ready\"; exec cat > \"$0\"";

    private readonly Stack<Process> _processes = [];
    private readonly string _directory;
    private int _terminals;

    private Desktop(string directory) => _directory = directory;

    /// <summary>For programs that are to use this desktop; an empty value takes a variable away.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["DBUS_SESSION_BUS_ADDRESS"] = "" };

    /// <summary>An X server without a window manager, and xterm.</summary>
    /// <param name="layout">As setxkbmap takes it.</param>
    public static async Task<Desktop> StartX11Async(string directory, string layout = "us")
    {
        var desktop = new Desktop(directory);
        var server = desktop.Start("Xvfb", ["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]);
        var display = await server.StandardOutput.ReadLineAsync();
        desktop.Environment["DISPLAY"] = $":{display}";
        desktop.Environment["WAYLAND_DISPLAY"] = "";
        desktop.Environment["SWAYSOCK"] = "";
        Assert.Equal(0, (await desktop.RunAsync("setxkbmap", layout.Split(' '))).ExitCode);
        await desktop.OpenTerminalAsync();
        return desktop;
    }

    /// <summary>Sway without a screen or devices, and foot.</summary>
    /// <param name="settings">Further lines of its configuration.</param>
    public static async Task<Desktop> StartSwayAsync(string directory, string settings = "")
    {
        var desktop = new Desktop(directory);
        var own = Directory.CreateDirectory(Path.Combine(directory, "sway"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var file = Path.Combine(own, "config");
        await File.WriteAllTextAsync(file, $"xwayland disable\noutput HEADLESS-1 resolution 640x480\n{settings}\n");
        // Sway refuses to run as root.
        string[] asOther = [];
        if (System.Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherExecute);
            Tool.Run("chown", "-R", "65534:65534", own);
            asOther = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
        }

        desktop.Environment["XDG_RUNTIME_DIR"] = own;
        desktop.Environment["HOME"] = own;
        desktop.Environment["WLR_BACKENDS"] = "headless";
        desktop.Environment["WLR_LIBINPUT_NO_DEVICES"] = "1";
        desktop.Environment["WLR_RENDERER"] = "pixman";
        desktop.Environment["DISPLAY"] = "";
        desktop.Start("setpriv", [.. asOther, "sway", "-c", file]);
        await Eventually.IsTrueAsync(
            () => Directory.GetFiles(own, "sway-ipc*").Length > 0 && Directory.GetFiles(own, "wayland-?").Length > 0, "sway is there");
        foreach (var variable in (string[])["WLR_BACKENDS", "WLR_LIBINPUT_NO_DEVICES", "WLR_RENDERER", "HOME", "XDG_RUNTIME_DIR"])
            desktop.Environment.Remove(variable);
        desktop.Environment["WAYLAND_DISPLAY"] = Directory.GetFiles(own, "wayland-?").Single();
        desktop.Environment["SWAYSOCK"] = Directory.GetFiles(own, "sway-ipc*").Single();
        // There is always a keyboard, as anywhere: where the only one comes and goes, windows do not hear its first keys.
        desktop.Start("wtype", ["-s", "4000000", "-k", "Escape"]);
        await desktop.OpenHearingTerminalAsync();
        return desktop;
    }

    private bool IsX11 => Environment["DISPLAY"].Length > 0;

    /// <summary>Opens another terminal, which gets the cursor.</summary>
    /// <returns>The file with all that is typed there.</returns>
    public async Task<string> OpenTerminalAsync()
    {
        var name = $"typed-{++_terminals}";
        var file = Path.Combine(_directory, name);
        if (IsX11) Start("xterm", ["-u8", "-T", name, "-e", "sh", "-c", Reader, file]);
        else Start("foot", ["sh", "-c", Reader, file]);
        await Eventually.IsTrueAsync(() => File.Exists(file + ".ready"), "the terminal is there");
        if (IsX11)
            await Eventually.IsTrueAsync(async () => (await FocusAsync(name)).ExitCode == 0, "the terminal has the cursor");
        return file;
    }

    // The window is there later than its program.
    private async Task OpenHearingTerminalAsync()
    {
        var file = Path.Combine(_directory, $"typed-{++_terminals}");
        Start("foot", ["sh", "-c", HearingReader, file]);
        await Eventually.IsTrueAsync(
            async () => File.Exists(file + ".heard") || ((await RunAsync("wtype", "x")).ExitCode != 0 && File.Exists(file + ".heard")),
            "the terminal has the cursor");
        await RunAsync("wtype", ".");
        await Eventually.IsTrueAsync(() => File.Exists(file + ".ready"), "the terminal is there");
    }

    public async Task<ProcessResult> FocusAsync(string title) =>
        await RunAsync("sh", "-c", $"xdotool windowfocus --sync $(xdotool search --onlyvisible --name '^{title}$')");

    /// <summary>What was typed into a terminal so far.</summary>
    public string Typed(int terminal = 1)
    {
        var file = Path.Combine(_directory, $"typed-{terminal}");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    public async Task TypedIsAsync(string expected, int terminal = 1)
    {
        try
        {
            await Eventually.IsTrueAsync(() => Typed(terminal).Length >= expected.Length, "all is typed");
        }
        catch (TimeoutException)
        {
            // The comparison says more.
        }

        Assert.Equal(expected, Typed(terminal));
    }

    /// <summary>Runs a program on this desktop to its end.</summary>
    public Task<ProcessResult> RunAsync(string program, params string[] arguments) =>
        Executable.RunAsync(StartInfo(program, arguments));

    /// <summary>A program that will run on this desktop.</summary>
    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = Executable.StartInfo(program, arguments, _directory);
        foreach (var (name, value) in Environment)
        {
            if (value.Length > 0) start.Environment[name] = value;
            else start.Environment.Remove(name);
        }

        return start;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Runs a program on this desktop for as long as it is there.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        var process = Process.Start(StartInfo(program, arguments))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        _processes.Push(process);
        return process;
    }
}
