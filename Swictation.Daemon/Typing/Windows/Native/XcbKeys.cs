using System.Runtime.InteropServices;

namespace Swictation.Daemon.Typing.Windows.Native;

/// <summary>libxcb and libxcb-xkb: what it takes to hear keys.</summary>
internal static unsafe partial class XcbKeys
{
    public const byte Asynchronous = 1;
    public const byte AccessDenied = 10;
    public const byte KeyPressed = 2;
    public const byte KeyReleased = 3;
    public const byte MappingChanged = 34;
    public const ushort CoreKeyboard = 256;
    public const uint DetectableAutoRepeat = 1;

    private const string Library = "libxcb.so.1";
    private const string Xkb = "libxcb-xkb.so.1";

    [LibraryImport(Library)]
    public static partial uint xcb_grab_key_checked(
        nint connection, byte ownerEvents, uint window, ushort modifiers, byte key, byte pointerMode, byte keyboardMode);

    [LibraryImport(Library)]
    public static partial uint xcb_ungrab_key(nint connection, byte key, uint window, ushort modifiers);

    /// <summary>Waits; null if it was done, else the error, to be freed.</summary>
    [LibraryImport(Library)]
    public static partial byte* xcb_request_check(nint connection, uint cookie);

    [LibraryImport(Library)]
    public static partial uint xcb_get_keyboard_mapping(nint connection, byte first, byte count);

    [LibraryImport(Library)]
    public static partial byte* xcb_get_keyboard_mapping_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Xkb)]
    public static partial uint xcb_xkb_use_extension(nint connection, ushort major, ushort minor);

    [LibraryImport(Xkb)]
    public static partial byte* xcb_xkb_use_extension_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Xkb)]
    public static partial uint xcb_xkb_per_client_flags(
        nint connection, ushort device, uint change, uint value, uint controlsToChange, uint autoControls, uint autoControlValues);

    [LibraryImport(Xkb)]
    public static partial byte* xcb_xkb_per_client_flags_reply(nint connection, uint cookie, out nint error);
}
