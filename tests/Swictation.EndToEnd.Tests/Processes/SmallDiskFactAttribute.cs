using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that mounts a file system, where that is allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!SmallDisk.IsPossible) Skip = "This user may not mount a tmpfs; run the tests as root.";
    }
}
