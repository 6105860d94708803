using System.Runtime.InteropServices;

namespace Swictation.Daemon.Typing.Windows.Native;

/// <summary>libxcb: what clipboards need.</summary>
internal static unsafe partial class XcbSelections
{
    public const byte PropertyReplace = 0;
    public const ushort InputOnly = 2;

    private const string Library = "libxcb.so.1";

    [LibraryImport(Library)]
    public static partial uint xcb_generate_id(nint connection);

    [LibraryImport(Library)]
    public static partial uint xcb_create_window(
        nint connection, byte depth, uint window, uint parent, short x, short y, ushort width, ushort height, ushort border, ushort kind,
        uint visual, uint mask, nint values);

    [LibraryImport(Library)]
    public static partial uint xcb_set_selection_owner(nint connection, uint owner, uint selection, uint time);

    [LibraryImport(Library)]
    public static partial uint xcb_get_selection_owner(nint connection, uint selection);

    [LibraryImport(Library)]
    public static partial byte* xcb_get_selection_owner_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial uint xcb_convert_selection(nint connection, uint requestor, uint selection, uint target, uint property, uint time);

    [LibraryImport(Library)]
    public static partial uint xcb_change_property(
        nint connection, byte mode, uint window, uint property, uint type, byte format, uint length, ReadOnlySpan<byte> data);

    /// <param name="message">32 bytes.</param>
    [LibraryImport(Library)]
    public static partial uint xcb_send_event(nint connection, byte propagate, uint window, uint mask, ReadOnlySpan<byte> message);

    /// <summary>Waits; null when the connection is lost. To be freed.</summary>
    [LibraryImport(Library)]
    public static partial byte* xcb_wait_for_event(nint connection);

    [LibraryImport(Library)]
    public static partial uint xcb_get_atom_name(nint connection, uint atom);

    [LibraryImport(Library)]
    public static partial byte* xcb_get_atom_name_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial int xcb_flush(nint connection);
}
