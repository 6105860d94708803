using System.Runtime.CompilerServices;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that makes files immutable, where that is possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ImmutableFilesFactAttribute : FactAttribute
{
    public ImmutableFilesFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (!ImmutableFiles.ArePossible)
            Skip = "chattr +i does not work here; run the tests as root, with temporary files on ext4, btrfs or xfs.";
    }
}
