using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>A test with the emulated desktop interface, where it can be emulated.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DesktopFactAttribute : FactAttribute
{
    public DesktopFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!DesktopProgram.IsPossible) Skip = "There is no OpenBSD netcat; scripts/setup test installs it.";
    }
}
