using System.Diagnostics;
using System.Globalization;

namespace Swictation.Benchmarks.Processes;

/// <summary>This program again, in one of its roles. Killed by its id when it is not needed any more.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private readonly string _role;
    private readonly Process _process;

    private RoleProcess(string role, Process process)
    {
        _role = role;
        _process = process;
    }

    public static RoleProcess Start(string role, params object[] arguments)
    {
        var texts = arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [role, .. texts])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new(role, Process.Start(start)!);
    }

    /// <summary>Starts a role, and lets it run to its end.</summary>
    public static async Task RunAsync(string role, object[] arguments, CancellationToken cancellationToken)
    {
        await using var process = Start(role, arguments);
        await process.EndAsync(cancellationToken);
    }

    /// <summary>The next line that it says.</summary>
    /// <exception cref="BenchmarkFailedException">It has ended instead.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken)
        ?? throw new BenchmarkFailedException($"the {_role} ended too early");

    /// <summary>Waits until it says something that it was to say.</summary>
    public async Task ExpectAsync(string line, CancellationToken cancellationToken)
    {
        var said = await ReadAsync(cancellationToken);
        if (said != line) throw new BenchmarkFailedException($"the {_role} said '{said}' instead of '{line}'");
    }

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <exception cref="BenchmarkFailedException">It ended with an error.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        if (_process.ExitCode != 0) throw new BenchmarkFailedException($"the {_role} ended with an error");
    }

    public ValueTask DisposeAsync() => new EndedProcess(_process).DisposeAsync();
}
