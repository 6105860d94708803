using System.Diagnostics;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A program of the system that a test needs, and may not have.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end; false if it fails or is not there.</summary>
    public static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">It fails.</exception>
    public static void Run(string program, params string[] arguments)
    {
        if (!TryRun(program, arguments))
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
