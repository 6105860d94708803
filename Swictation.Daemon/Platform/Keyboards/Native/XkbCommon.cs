using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Keyboards.Native;

/// <summary>libxkbcommon: the meanings of keys.</summary>
internal static partial class XkbCommon
{
    private const string Library = "libxkbcommon.so.0";

    /// <returns>0 if there is none.</returns>
    [LibraryImport(Library)]
    public static partial uint xkb_utf32_to_keysym(uint character);

    /// <returns>0 if it is none.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint xkb_keysym_from_name(string name, uint flags);
}
