using System.Diagnostics;
using Swictation.Testing;

namespace Swictation.Replay.Tests;

/// <summary>The real executable, with nothing of the user's own settings in its environment.</summary>
internal static class ReplayTool
{
    public static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "swictation-replay");

    /// <summary>Starts it with a directory as home, configuration and runtime directory.</summary>
    public static Process Start(string directory, params string[] arguments) => Start(directory, [], arguments);

    /// <param name="environment">Variables that are set beside those.</param>
    public static Process Start(string directory, (string Name, string Value)[] environment, string[] arguments) =>
        StartWith(answers: null, directory, environment, arguments);

    /// <summary>The same, with what is typed.</summary>
    public static Process StartWith(string? answers, string directory, params string[] arguments) =>
        StartWith(answers, directory, [], arguments);

    private static Process StartWith(
        string? answers, string directory, (string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardInput = answers is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SWICTATION_DB");
        start.Environment.Remove("SWICTATION_METRICS_SOCKET");
        foreach (var name in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR" })
            start.Environment[name] = directory;
        start.Environment["TZ"] = "UTC";
        foreach (var (name, value) in environment) start.Environment[name] = value;
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
        if (result.ExitCode == 0)
        {
            foreach (var (schema, json) in JsonOf(arguments, result)) Assert.Equal("", JsonSchemas.Problems(schema, json));
        }

        return result;
    }

    private static IEnumerable<(string Schema, string Json)> JsonOf(string[] arguments, ToolResult result)
    {
        var (verb, format) = (arguments[0], arguments[Array.IndexOf(arguments, "--format") + 1]);
        if (arguments.Contains("--at")) verb = "show-at";
        var (whole, line) = ($"replay-{verb}.schema.json", $"replay-{verb}-line.schema.json");
        if ((arguments.Contains("--json") || format == "json") && JsonSchemas.Names.Contains(whole)) return [(whole, result.Output)];
        return arguments.Contains("--jsonl") || format == "jsonl" ? result.OutputLines.Select(text => (line, text)) : [];
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
