using System.Diagnostics;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Processes;

/// <summary>
/// A display server of its own without a screen, and a terminal that has the cursor and notes when what comes. Ended by their
/// ids.
/// </summary>
internal sealed class Desktop : IAsyncDisposable
{
    private const string Title = "measured";
    private const string Reader = "stty raw -echo; exec \"$0\" \"$@\"";
    private const string Nobody = "65534";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("swictation-desktop-");
    private readonly Stack<Process> _processes = [];
    private readonly Dictionary<string, string> _environment = [];

    /// <summary>What the terminal has got.</summary>
    public string ArrivalsFile => Path.Combine(_directory.FullName, "arrivals");

    /// <summary>Sway with pixman, and foot.</summary>
    /// <exception cref="BenchmarkFailedException">They are not installed, or do not start.</exception>
    public static Task<Desktop> StartSwayAsync(CancellationToken cancellationToken) => StartAsync(BeginSwayAsync, cancellationToken);

    /// <summary>Xvfb without a window manager, and xterm.</summary>
    /// <inheritdoc cref="StartSwayAsync"/>
    public static Task<Desktop> StartX11Async(CancellationToken cancellationToken) => StartAsync(BeginX11Async, cancellationToken);

    // What has been started ends also where the next program does not start.
    private static async Task<Desktop> StartAsync(Func<Desktop, CancellationToken, Task> begin, CancellationToken cancellationToken)
    {
        var desktop = new Desktop();
        try
        {
            await begin(desktop, cancellationToken);
            return desktop;
        }
        catch
        {
            await desktop.DisposeAsync();
            throw;
        }
    }

    private static async Task BeginSwayAsync(Desktop desktop, CancellationToken cancellationToken)
    {
        var own = desktop._directory.CreateSubdirectory("sway").FullName;
        var settings = Path.Combine(own, "config");
        await File.WriteAllTextAsync(settings, "xwayland disable\noutput HEADLESS-1 resolution 640x480\n", cancellationToken);
        // Sway refuses to run as root.
        string[] asOther = [];
        if (Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(desktop._directory.FullName, File.GetUnixFileMode(desktop._directory.FullName) | UnixFileMode.OtherExecute);
            await desktop.RunAsync("chown", ["-R", $"{Nobody}:{Nobody}", own], cancellationToken);
            asOther = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups"];
        }

        desktop._environment["XDG_RUNTIME_DIR"] = desktop._environment["HOME"] = own;
        desktop._environment["WLR_BACKENDS"] = "headless";
        desktop._environment["WLR_LIBINPUT_NO_DEVICES"] = "1";
        desktop._environment["WLR_RENDERER"] = "pixman";
        desktop._environment["DISPLAY"] = "";
        desktop.Start("setpriv", [.. asOther, "sway", "-c", settings]);
        await Eventually.IsTrueAsync(() => Directory.GetFiles(own, "sway-ipc*").Length > 0 && Directory.GetFiles(own, "wayland-?").Length > 0, "sway", cancellationToken);
        desktop._environment["XDG_RUNTIME_DIR"] = desktop._environment["HOME"] = desktop._directory.FullName;
        desktop._environment["WAYLAND_DISPLAY"] = Directory.GetFiles(own, "wayland-?").Single();
        desktop._environment["SWAYSOCK"] = Directory.GetFiles(own, "sway-ipc*").Single();
        // A keyboard that stays, as there is one anywhere: a window does not hear the first keys of the only one.
        desktop.Start("wtype", ["-s", "4000000", "-k", "Escape"]);
        desktop.Start("foot", ["sh", "-c", Reader, Environment.ProcessPath!, Role.Arrivals, desktop.ArrivalsFile]);
        await Eventually.IsTrueAsync(() => File.Exists(desktop.ArrivalsFile), "foot", cancellationToken);
        await desktop.HearAsync(cancellationToken);
    }

    private static async Task BeginX11Async(Desktop desktop, CancellationToken cancellationToken)
    {
        var server = desktop.Start("Xvfb", ["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]);
        desktop._environment["DISPLAY"] = $":{await server.StandardOutput.ReadLineAsync(cancellationToken)}";
        desktop._environment["WAYLAND_DISPLAY"] = desktop._environment["SWAYSOCK"] = "";
        desktop._environment["XDG_RUNTIME_DIR"] = desktop._environment["HOME"] = desktop._directory.FullName;
        desktop.Start("xterm", ["-u8", "-T", Title, "-e", "sh", "-c", Reader, Environment.ProcessPath!, Role.Arrivals, desktop.ArrivalsFile]);
        await Eventually.IsTrueAsync(() => File.Exists(desktop.ArrivalsFile), "xterm", cancellationToken);
        await desktop.RunAsync(
            "sh", ["-c", $"xdotool windowfocus --sync $(xdotool search --sync --onlyvisible --name '^{Title}$' | head -n 1)"], cancellationToken);
        await desktop.HearAsync(cancellationToken);
    }

    /// <summary>Runs a program to its end.</summary>
    public async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(program, arguments))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new BenchmarkFailedException($"{program} ended with {process.ExitCode}: {await error}");
    }

    /// <summary>Starts the typer, and returns when it types.</summary>
    /// <returns>To be disposed of when it is to end.</returns>
    public async Task<IAsyncDisposable> TypeAsync(Place place, string way, CancellationToken cancellationToken)
    {
        var start = StartInfo(
            Executable.Daemon, ["type", "--metrics-socket", place.MetricsSocket, "--ipc-socket", place.IpcSocket, "--way", way]);
        var typist = new EndedProcess(Process.Start(start)!);
        while (await typist.Process.StandardError.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.EndsWith("typing what is said", StringComparison.Ordinal)) continue;

            // Whatever it tells from now on must not fill the pipe.
            _ = typist.Process.StandardError.ReadToEndAsync(CancellationToken.None);
            return typist;
        }

        await typist.DisposeAsync();
        throw new BenchmarkFailedException($"nothing types by {way}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await new EndedProcess(process).DisposeAsync();
        _directory.Delete(recursive: true);
    }

    // Until the terminal has the cursor and its keyboard; what it gets is not counted.
    private async Task HearAsync(CancellationToken cancellationToken)
    {
        var isWayland = _environment["WAYLAND_DISPLAY"].Length > 0;
        await Eventually.IsTrueAsync(
            () =>
            {
                using var pressing = Process.Start(StartInfo(isWayland ? "wtype" : "xdotool", isWayland ? ["x"] : ["type", "x"]))!;
                pressing.WaitForExit();
                return new FileInfo(ArrivalsFile).Length > 0;
            },
            "the cursor",
            cancellationToken);
    }

    private Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            var process = Process.Start(StartInfo(program, arguments))!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            _processes.Push(process);
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BenchmarkFailedException($"{program}: {e.Message}");
        }
    }

    private ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _environment)
        {
            if (value.Length > 0) start.Environment[name] = value;
            else start.Environment.Remove(name);
        }

        return start;
    }
}
