using System.ComponentModel;
using System.Diagnostics;

namespace Swictation.Daemon.Platform;

/// <summary>
/// The user's systemd, asked through its own program, which finds its bus or its private socket wherever that is.
/// </summary>
internal static class UserManager
{
    private const string Program = "systemctl";

    /// <summary>Runs <c>systemctl --user</c>. A call that takes longer than the limit is killed, and has failed.</summary>
    public static async Task<ManagerAnswer> AskAsync(
        TimeSpan limit, TimeProvider time, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var start = new ProcessStartInfo(Program, ["--user", "--no-ask-password", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(ending.Token);
                var error = await process.StandardError.ReadToEndAsync(ending.Token).ConfigureAwait(false);
                var text = await output.ConfigureAwait(false);
                await process.WaitForExitAsync(ending.Token).ConfigureAwait(false);
                return process.ExitCode == 0 ? new(true, text.Trim()) : new(false, OneLine(error));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill();
                return new(false, $"{Program} did not end within {limit.TotalSeconds:0} s");
            }
        }
        catch (Win32Exception e)
        {
            return new(false, $"{Program} cannot be run: {e.Message}");
        }
    }

    private static string OneLine(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
