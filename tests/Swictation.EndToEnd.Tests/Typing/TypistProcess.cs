using System.Diagnostics;
using System.Globalization;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Typing;

/// <summary>A real <c>swictation-daemon type</c> on a desktop.</summary>
internal sealed class TypistProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _told = new();

    private TypistProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_told) _told.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has told until now, to report; <see cref="TellsAsync"/> waits for what has to come.</summary>
    public string Told
    {
        get
        {
            lock (_told) return _told.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Returns when it has told this: its words come by a pipe, after the events that say the same.</summary>
    public Task TellsAsync(string words) =>
        Eventually.IsTrueAsync(() => Told.Contains(words, StringComparison.Ordinal), $"the typer tells: {words}");

    /// <summary>Starts it, and returns when it types.</summary>
    public static async Task<TypistProcess> StartAsync(Desktop desktop, DaemonProcess daemon, params string[] options)
    {
        var typist = new TypistProcess(Process.Start(desktop.StartInfo(Executable.Daemon, Arguments(daemon, options)))!);
        await Eventually.IsTrueAsync(
            () => typist.Told.Contains("typing what is said", StringComparison.Ordinal) || typist.HasExited, "it types");
        if (!typist.HasExited) return typist;

        await typist._process.WaitForExitAsync();
        throw new InvalidOperationException($"It ended with {typist._process.ExitCode}: {typist.Told}");
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<ProcessResult> RunAsync(Desktop desktop, DaemonProcess daemon, params string[] options) =>
        Executable.RunAsync(desktop.StartInfo(Executable.Daemon, Arguments(daemon, options)));

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        Tool.Run("kill", "-s", "TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static string[] Arguments(DaemonProcess daemon, string[] options) =>
        ["type", "--metrics-socket", daemon.MetricsSocket, "--ipc-socket", daemon.IpcSocket, .. options];
}
