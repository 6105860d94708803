using System.Diagnostics;
using System.Text;
using Swictation.Testing;

namespace Swictation.Replay.Tests;

/// <summary>The real executable, with nothing of the user's own settings in its environment.</summary>
internal static class ReplayTool
{
    /// <summary>The build's, beside which there is no daemon.</summary>
    public static readonly string Built = Path.Combine(AppContext.BaseDirectory, "swictation-replay");

    public static readonly string Executable = Executables.Find("swictation-replay", built: AppContext.BaseDirectory);

    /// <summary>Starts it with a directory as home, configuration and runtime directory.</summary>
    public static Process Start(string directory, params string[] arguments) => Start(directory, [], arguments);

    /// <param name="environment">Variables that are set beside those.</param>
    /// <param name="executable">Null for the usual one.</param>
    public static Process Start(
        string directory, (string Name, string Value)[] environment, string[] arguments, string? executable = null) =>
        StartWith(answers: null, directory, environment, arguments, executable);

    /// <summary>The same, with what is typed.</summary>
    public static Process StartWith(string? answers, string directory, params string[] arguments) =>
        StartWith(answers, directory, [], arguments);

    /// <summary>Starts it and waits for its question; <see cref="EndAsync"/> when that is answered.</summary>
    public static async Task<Process> StartAskingAsync(string directory, params string[] arguments)
    {
        var process = StartWith("", directory, [], arguments, isAnswered: false);
        var asked = new StringBuilder();
        using var late = new CancellationTokenSource(LineClient.Deadline);
        var read = new char[1];
        while (!asked.ToString().EndsWith("[y/N] ", StringComparison.Ordinal) && await process.StandardOutput.ReadAsync(read, late.Token) > 0)
            asked.Append(read[0]);
        return process;
    }

    private static Process StartWith(
        string? answers, string directory, (string Name, string Value)[] environment, string[] arguments, string? executable = null, bool isAnswered = true)
    {
        var start = new ProcessStartInfo(executable ?? Executable, arguments)
        {
            RedirectStandardInput = answers is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("SWICTATION_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var name in new[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR" })
            start.Environment[name] = directory;
        start.Environment["TZ"] = "UTC";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        if (answers is null || !isAnswered) return process;

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

    /// <summary>Starts it and kills it when a part of the time has passed that it would take.</summary>
    /// <param name="directory">Where it runs; nothing else does meanwhile.</param>
    /// <param name="part">From 0, at once, to 1, about when it is done.</param>
    /// <param name="whole">The time that it takes, see <see cref="MeasureAsync"/>.</param>
    public static async Task KillAsync(string directory, double part, TimeSpan whole, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        process.WaitForExit(part * whole);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The time that it takes, so that kills hit every part of it in any build and on any machine.</summary>
    public static async Task<TimeSpan> MeasureAsync(string directory, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Start(directory, arguments);
        Assert.Equal(0, (await EndAsync(process)).ExitCode);
        return Stopwatch.GetElapsedTime(began);
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
