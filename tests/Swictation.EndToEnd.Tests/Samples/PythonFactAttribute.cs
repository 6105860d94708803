using System.Runtime.CompilerServices;
using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests.Samples;

/// <summary>A test that runs a Python program, where there is Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Tool.TryRun("python3", "--version")) Skip = "There is no python3.";
    }
}
