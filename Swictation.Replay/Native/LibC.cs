using System.Runtime.InteropServices;

namespace Swictation.Replay.Native;

/// <summary>The calls of the C library that .NET has no name for.</summary>
internal static partial class LibC
{
    [LibraryImport("libc")]
    public static partial uint umask(uint mask);
}
