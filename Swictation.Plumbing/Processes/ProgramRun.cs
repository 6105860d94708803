using System.ComponentModel;
using System.Diagnostics;

namespace Swictation.Plumbing.Processes;

/// <summary>What became of a program.</summary>
/// <param name="ExitCode">Null if it could not be started, or was ended because it took too long.</param>
/// <param name="Fault">Why not, in words; null where it ended by itself.</param>
public readonly record struct ProgramResult(int? ExitCode, string Output, string? Fault)
{
    public bool IsSuccess => ExitCode == 0;

    /// <summary>Why it has failed, in words.</summary>
    public string Explain(string program) => Fault ?? $"{program} ended with {ExitCode}";
}

/// <summary>Runs a program to its end, within a time limit.</summary>
public static class ProgramRun
{
    /// <summary>True if a program of that name is on the path.</summary>
    public static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>
    /// Runs a program that goes on in the background, as those do that keep a clipboard: it gets none of our outputs, so that
    /// nobody who reads them waits for it.
    /// </summary>
    public static Task<ProgramResult> RunDetachedAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken, string? input = null) =>
        RunAsync(
            "/bin/sh",
            ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments],
            limit,
            cancellationToken,
            input,
            readsOutput: false);

    /// <param name="input">For its standard input, which is closed behind it.</param>
    /// <param name="readsOutput">False to let it write to our outputs.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    public static async Task<ProgramResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        TimeSpan limit,
        CancellationToken cancellationToken,
        string? input = null,
        bool readsOutput = true,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = readsOutput,
            RedirectStandardError = readsOutput,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(limit);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                await WriteAsync(process, input, late.Token).ConfigureAwait(false);
                var error = readsOutput ? process.StandardError.ReadToEndAsync(late.Token) : Task.FromResult("");
                var output = readsOutput
                    ? await process.StandardOutput.ReadToEndAsync(late.Token).ConfigureAwait(false)
                    : "";
                await error.ConfigureAwait(false);
                await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
                return new(process.ExitCode, output, Fault: null);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return new(ExitCode: null, "", $"{program} was not done after {limit.TotalSeconds:0.#} s");
            }
        }
        catch (Win32Exception e)
        {
            return new(ExitCode: null, "", $"{program} cannot be run: {e.Message}");
        }
    }

    private static async Task WriteAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not read its input, which is its own affair.
        }
    }
}
