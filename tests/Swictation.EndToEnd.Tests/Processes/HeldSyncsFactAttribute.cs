using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test with <see cref="HeldSyncs"/>, where there is a C compiler to make its library with.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HeldSyncsFactAttribute : FactAttribute
{
    public HeldSyncsFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!Tool.TryRun("gcc", "--version")) Skip = "There is no gcc here to make a library with.";
    }
}
