using System.Runtime.InteropServices;

namespace Swictation.Daemon.Typing.Windows.Native;

/// <summary>libxcb: requests to an X server, each with a reply that is freed after it is read.</summary>
internal static unsafe partial class Xcb
{
    private const string Library = "libxcb.so.1";

    [LibraryImport(Library)]
    public static partial nint xcb_connect(nint display, nint screen);

    [LibraryImport(Library)]
    public static partial int xcb_connection_has_error(nint connection);

    [LibraryImport(Library)]
    public static partial void xcb_disconnect(nint connection);

    [LibraryImport(Library)]
    public static partial nint xcb_get_setup(nint connection);

    [LibraryImport(Library)]
    public static partial ScreenIterator xcb_setup_roots_iterator(nint setup);

    [LibraryImport(Library)]
    public static partial uint xcb_intern_atom(nint connection, byte onlyIfExists, ushort length, ReadOnlySpan<byte> name);

    [LibraryImport(Library)]
    public static partial byte* xcb_intern_atom_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial uint xcb_get_property(
        nint connection, byte delete, uint window, uint property, uint type, uint offset, uint length);

    [LibraryImport(Library)]
    public static partial byte* xcb_get_property_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial uint xcb_get_input_focus(nint connection);

    [LibraryImport(Library)]
    public static partial byte* xcb_get_input_focus_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial uint xcb_query_tree(nint connection, uint window);

    [LibraryImport(Library)]
    public static partial byte* xcb_query_tree_reply(nint connection, uint cookie, out nint error);

    [LibraryImport(Library)]
    public static partial uint xcb_query_pointer(nint connection, uint window);

    [LibraryImport(Library)]
    public static partial byte* xcb_query_pointer_reply(nint connection, uint cookie, out nint error);

    /// <summary>Of the screens of a display; the first word of a screen is its root window.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ScreenIterator
    {
        public uint* Screen;
        public int Left;
        public int Index;
    }
}
