namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A test that mounts a file system, where that is allowed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        if (!SmallDisk.IsPossible) Skip = "This user may not mount a tmpfs; run the tests as root.";
    }
}
