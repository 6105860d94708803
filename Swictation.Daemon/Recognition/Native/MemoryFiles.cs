using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Recognition.Native;

/// <summary>Files without a place on a disk.</summary>
internal static partial class MemoryFiles
{
    /// <summary>Programs that are started do not inherit it.</summary>
    public const uint MFD_CLOEXEC = 1;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle memfd_create(string name, uint flags);
}
