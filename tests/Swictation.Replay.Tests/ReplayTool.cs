using System.Diagnostics;
using Swictation.Testing;

namespace Swictation.Replay.Tests;

/// <summary>The real executable, with nothing of the user's own settings in its environment.</summary>
internal static class ReplayTool
{
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "swictation-replay");

    /// <summary>Starts it with a directory as home, configuration and runtime directory.</summary>
    public static Process Start(string directory, params string[] arguments) => StartWith(answers: null, directory, arguments);

    /// <summary>The same, with what is typed.</summary>
    public static Process StartWith(string? answers, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = answers is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SWICTATION_DB");
        start.Environment.Remove("SWICTATION_METRICS_SOCKET");
        foreach (var name in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR" })
            start.Environment[name] = directory;
        start.Environment["TZ"] = "UTC";
        var process = Process.Start(start)!;
        if (answers is null) return process;

        process.StandardInput.Write(answers);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs it to its end. What it prints as JSON is what docs/schema says.</summary>
    public static async Task<ToolResult> RunAsync(string directory, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        var result = await EndAsync(process);
        if (result.ExitCode == 0 && arguments.Contains("--json") && arguments[0] is "list" or "show")
            Assert.Equal("", JsonSchemas.Problems($"replay-{arguments[0]}.schema.json", result.Output));
        return result;
    }

    /// <summary>Waits for the end of a started process; what it prints from now on is in the result.</summary>
    public static async Task<ToolResult> EndAsync(Process process)
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var error = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
