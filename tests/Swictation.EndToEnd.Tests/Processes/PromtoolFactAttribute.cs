using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that asks Prometheus' own tool.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Tool.TryRun("promtool", "--version"))
            Skip = "There is no promtool; Debian's package prometheus has it, and starts a server too.";
    }
}
