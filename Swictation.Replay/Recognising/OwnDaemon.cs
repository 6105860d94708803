using System.ComponentModel;
using System.Diagnostics;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Processes;
using Swictation.Replay.Errors;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Recognising;

/// <summary>
/// A daemon without a source on sockets of its own, which is started for this tool where none writes to the log. It holds the log's
/// lock, and ends with this process.
/// </summary>
internal sealed class OwnDaemon : IAsyncDisposable
{
    private const string Program = "swictation-daemon";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SweptDirectory _directory;
    private readonly Process _process;
    private volatile string? _lastWords;

    private OwnDaemon(SweptDirectory directory, Process process)
    {
        (_directory, _process) = (directory, process);
        process.ErrorDataReceived += (_, line) => _lastWords = string.IsNullOrWhiteSpace(line.Data) ? _lastWords : line.Data;
        process.BeginErrorReadLine();
    }

    /// <summary>Its command socket.</summary>
    public string Socket => SocketIn(_directory);

    /// <summary>Returns when it answers.</summary>
    /// <param name="databasePath">The log.</param>
    /// <param name="transcriber">The recogniser; null for the one that is set.</param>
    /// <exception cref="RecognitionFailedException">It cannot be started; says why.</exception>
    public static async Task<OwnDaemon> StartAsync(string databasePath, string? transcriber, CancellationToken cancellationToken)
    {
        var directory = SweptDirectory.Make("swictation-own-");
        OwnDaemon? daemon = null;
        try
        {
            daemon = new(directory, Process.Start(StartOf(databasePath, transcriber, directory))!);
            await daemon.WaitAsync(cancellationToken).ConfigureAwait(false);
            return daemon;
        }
        catch (Exception e)
        {
            if (daemon is not null) await daemon.DisposeAsync().ConfigureAwait(false);
            else directory.Dispose();
            if (e is not Win32Exception) throw;
            throw new RecognitionFailedException($"no daemon is running, and {Program} cannot be started: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Timeout);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _directory.Dispose();
    }

    private static ProcessStartInfo StartOf(string databasePath, string? transcriber, SweptDirectory directory)
    {
        string[] place = Directory.Exists(Path.GetDirectoryName(databasePath)) ? ["--db", databasePath] : [];
        string[] recogniser = transcriber is null ? [] : ["--transcriber", transcriber];
        var start = new ProcessStartInfo(
            FindProgram(),
            [
                "run", .. place, "--source", "none", "--exit-at-end", "--log-level", "warning",
                "--metrics-socket", directory.File("metrics.sock"), "--ipc-socket", SocketIn(directory), .. recogniser,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        // Of the service manager to this process, or to a daemon of its own.
        ServiceVariables.RemoveFrom(start);
        return start;
    }

    // Not by Process, which takes one in the working directory first.
    private static string FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathRooted).Prepend(AppContext.BaseDirectory)
            .Select(directory => Path.Combine(directory, Program))
            .FirstOrDefault(File.Exists)
        ?? throw new RecognitionFailedException(
            $"no daemon is running, and {Program} cannot be started: it is neither beside swictation-replay nor on the path");

    private static string SocketIn(SweptDirectory directory) => directory.File("commands.sock");

    // A large model takes its time.
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await CommandClient.SendAsync(Socket, "status", Timeout, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DaemonUnreachableException e) when (!e.IsThere)
            {
                if (_process.HasExited) throw await FailedAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<RecognitionFailedException> FailedAsync(CancellationToken cancellationToken)
    {
        // Its last line may still be on the way.
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        var reason = _lastWords ?? $"it ended with {_process.ExitCode}";
        var prefix = $"{Program}: ";
        return new(reason.StartsWith(prefix, StringComparison.Ordinal) ? reason[prefix.Length..] : reason);
    }
}
