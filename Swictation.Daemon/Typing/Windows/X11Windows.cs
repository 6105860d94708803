using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.Daemon.Typing.Windows.Native;

namespace Swictation.Daemon.Typing.Windows;

/// <summary>
/// Asks an X server: the window that the window manager calls active or, without one, that has the input focus. A few
/// requests, 0.1 ms.
/// </summary>
internal sealed unsafe class X11Windows : IWindowSource
{
    // Shift, Control, Alt, Super. Caps Lock, Num Lock and the levels of a layout are no obstacle.
    private const ushort Held = 0x1 | 0x4 | 0x8 | 0x40;
    private const uint AnyType = 0;
    private const uint WindowClass = 67; // WM_CLASS
    private const int MostParents = 16;
    private const uint LastSpecialFocus = 1; // None, PointerRoot

    private readonly nint _connection;
    private readonly uint _root;
    private readonly uint _active;

    private X11Windows(nint connection)
    {
        _connection = connection;
        _root = XServer.RootOf(connection);
        var name = "_NET_ACTIVE_WINDOW"u8;
        _active = XServer.NumberIn(
            Xcb.xcb_intern_atom_reply(
                connection, Xcb.xcb_intern_atom(connection, 0, (ushort)name.Length, name), out var error),
            error,
            at: 8) ?? 0;
    }

    public bool IsKnown => true;

    /// <summary>Connects to the server that <c>DISPLAY</c> names; null if that cannot be.</summary>
    public static X11Windows? TryOpen() => XServer.TryConnect() is not 0 and var connection ? new(connection) : null;

    public Window? Find()
    {
        if (Xcb.xcb_connection_has_error(_connection) != 0) return null;

        var active = Property(_root, _active, AnyType) is { Length: >= 4 } value
            ? BinaryPrimitives.ReadUInt32LittleEndian(value)
            : 0;
        var window = active != 0 ? active : Focus();
        if (window <= LastSpecialFocus) return null;

        // The focus may be on a part of a window; the name of the program is on the whole.
        var part = window;
        for (var i = 0; i < MostParents && part != 0 && part != _root; i++)
        {
            if (ProgramOf(part) is { } program) return new($"x11:0x{part:x}", program);
            part = Parent(part);
        }

        return new($"x11:0x{window:x}", null);
    }

    public bool? HoldsModifier()
    {
        if (Xcb.xcb_connection_has_error(_connection) != 0) return null;

        var cookie = Xcb.xcb_query_pointer(_connection, _root);
        var reply = Xcb.xcb_query_pointer_reply(_connection, cookie, out var error);
        return XServer.NumberIn(reply, error, at: 24) is { } mask ? (mask & Held) != 0 : null;
    }

    public void Dispose() => Xcb.xcb_disconnect(_connection);

    private uint Focus()
    {
        var cookie = Xcb.xcb_get_input_focus(_connection);
        return XServer.NumberIn(Xcb.xcb_get_input_focus_reply(_connection, cookie, out var error), error, at: 8) ?? 0;
    }

    private uint Parent(uint window)
    {
        var cookie = Xcb.xcb_query_tree(_connection, window);
        return XServer.NumberIn(Xcb.xcb_query_tree_reply(_connection, cookie, out var error), error, at: 12) ?? 0;
    }

    // Two names with a zero behind each: of the instance, and of the program.
    private string? ProgramOf(uint window)
    {
        if (Property(window, WindowClass, AnyType) is not { Length: > 0 } value) return null;

        var names = Encoding.UTF8.GetString(value).Split('\0');
        return names.Length > 1 && names[1].Length > 0 ? names[1] : names[0];
    }

    private byte[]? Property(uint window, uint property, uint type)
    {
        if (property == 0) return null;

        var cookie = Xcb.xcb_get_property(_connection, 0, window, property, type, 0, 64);
        var reply = Xcb.xcb_get_property_reply(_connection, cookie, out var error);
        NativeMemory.Free((void*)error);
        if (reply is null) return null;

        var bytes = *(int*)(reply + 16) * reply[1] / 8;
        var value = new ReadOnlySpan<byte>(reply + XServer.FirstValue, bytes).ToArray();
        NativeMemory.Free(reply);
        return value;
    }
}
