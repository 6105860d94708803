using System.Diagnostics;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>Both executables (see <see cref="Executables"/>), and how they are run to their end.</summary>
internal static class Executable
{
    public static readonly string Daemon = Find("Swictation.Daemon", "swictation-daemon");

    public static readonly string Replay = Find("Swictation.Replay", "swictation-replay");

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public static Task<ProcessResult> RunAsync(
        string program, IEnumerable<string> arguments, string? home = null, string input = "") =>
        RunAsync(StartInfo(program, arguments, home), input);

    /// <summary>Runs a program as a test has put it together to its end.</summary>
    /// <exception cref="TimeoutException">It did not end in time; it was killed.</exception>
    public static async Task<ProcessResult> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"{start.FileName} did not end within {Deadline.TotalSeconds} s: {await error}");
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <param name="home">Becomes the home directory, with none of this user's settings.</param>
    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, string? home)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys
            .Where(name => name.StartsWith("XDG_", StringComparison.Ordinal)
                || name.StartsWith("SWICTATION_", StringComparison.Ordinal))
            .ToList())
        {
            start.Environment.Remove(variable);
        }

        if (home is not null)
        {
            start.Environment["HOME"] = home;
            start.Environment["XDG_RUNTIME_DIR"] = home;
            // A daemon takes what another one has saved in the directory for temporary files for its own.
            start.Environment["TMPDIR"] = home;
            start.Environment["DOTNET_EnableDiagnostics"] = "0";
        }

        return start;
    }

    /// <summary>The folder in which the build puts a project.</summary>
    public static string BuildOf(string project)
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(build.Parent!.Parent!.FullName, project, build.Name);
    }

    private static string Find(string project, string name) => Executables.Find(name, BuildOf(project));
}
