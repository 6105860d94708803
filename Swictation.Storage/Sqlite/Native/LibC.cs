using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Storage.Sqlite.Native;

internal static partial class LibC
{
    private const int CloseOnExec = 0x80000;
    private const int Directory = 0x10000;

    public static int ReadOnlyDirectory => CloseOnExec | Directory;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);
}
