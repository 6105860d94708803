using System.Runtime.InteropServices;
using System.Text;
using Swictation.Daemon.Typing.Windows.Native;

namespace Swictation.Daemon.Typing.Ways.X11;

/// <summary>A connection to an X server with a window of its own that nobody sees. Any thread may use it.</summary>
internal sealed unsafe class XConnection : IDisposable
{
    /// <summary>One property holds no more; what is longer comes in parts, which only programs read that are made for it.</summary>
    public const int MostBytes = 256 * 1024;

    private const uint AnyType = 0;
    private const uint CurrentTime = 0;

    private readonly nint _connection;

    private XConnection(nint connection)
    {
        _connection = connection;
        Window = XServer.MakeWindow(connection);
    }

    public uint Window { get; }

    /// <summary>Connects to the server that <c>DISPLAY</c> names; null if that cannot be.</summary>
    public static XConnection? TryOpen() => XServer.TryConnect() is not 0 and var connection ? new(connection) : null;

    /// <summary>The number of a name; 0 if it cannot be had.</summary>
    public uint AtomOf(string name)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        var cookie = Xcb.xcb_intern_atom(_connection, 0, (ushort)bytes.Length, bytes);
        return XServer.NumberIn(Xcb.xcb_intern_atom_reply(_connection, cookie, out var error), error, at: 8) ?? 0;
    }

    /// <summary>The name of a number; empty if it has none.</summary>
    public string NameOf(uint atom)
    {
        var cookie = XcbSelections.xcb_get_atom_name(_connection, atom);
        var reply = XcbSelections.xcb_get_atom_name_reply(_connection, cookie, out var error);
        NativeMemory.Free((void*)error);
        if (reply is null) return "";

        var name = Encoding.ASCII.GetString(reply + XServer.FirstValue, *(ushort*)(reply + 8));
        NativeMemory.Free(reply);
        return name;
    }

    /// <summary>The window that owns a selection; 0 if none does.</summary>
    public uint OwnerOf(uint selection)
    {
        var cookie = XcbSelections.xcb_get_selection_owner(_connection, selection);
        return XServer.NumberIn(XcbSelections.xcb_get_selection_owner_reply(_connection, cookie, out var error), error, at: 8) ?? 0;
    }

    /// <param name="window">0 for none.</param>
    public void SetOwner(uint selection, uint window)
    {
        _ = XcbSelections.xcb_set_selection_owner(_connection, window, selection, CurrentTime);
        _ = XcbSelections.xcb_flush(_connection);
    }

    /// <summary>Asks the owner of a selection to put it into a property of our window; an event says when it has.</summary>
    public void Convert(uint selection, uint target, uint property)
    {
        _ = XcbSelections.xcb_convert_selection(_connection, Window, selection, target, property, CurrentTime);
        _ = XcbSelections.xcb_flush(_connection);
    }

    /// <summary>Takes a property from our window; null where it is longer than <see cref="MostBytes"/>, or not there.</summary>
    public (uint Type, byte[] Value)? Take(uint property)
    {
        var cookie = Xcb.xcb_get_property(_connection, 1, Window, property, AnyType, 0, MostBytes / 4);
        var reply = Xcb.xcb_get_property_reply(_connection, cookie, out var error);
        NativeMemory.Free((void*)error);
        if (reply is null) return null;

        var length = *(int*)(reply + 16) * reply[1] / 8;
        var isWhole = *(uint*)(reply + 12) == 0;
        var taken = (*(uint*)(reply + 8), new ReadOnlySpan<byte>(reply + XServer.FirstValue, length).ToArray());
        NativeMemory.Free(reply);
        return isWhole ? taken : null;
    }

    /// <param name="format">Bits of an element: 8 or 32.</param>
    public void Put(uint window, uint property, uint type, byte format, ReadOnlySpan<byte> data) =>
        _ = XcbSelections.xcb_change_property(
            _connection, XcbSelections.PropertyReplace, window, property, type, format, (uint)(data.Length * 8 / format), data);

    public void Send(uint window, ReadOnlySpan<byte> message)
    {
        _ = XcbSelections.xcb_send_event(_connection, 0, window, 0, message);
        _ = XcbSelections.xcb_flush(_connection);
    }

    /// <summary>Has <see cref="TryWait"/> return with a <see cref="XServer.ClientMessage"/>.</summary>
    public void Wake() => XServer.Wake(_connection, Window);

    /// <summary>Waits for the next event, of 32 bytes; false when the connection is lost.</summary>
    public bool TryWait(Span<byte> message)
    {
        var received = XcbSelections.xcb_wait_for_event(_connection);
        if (received is null) return false;

        new ReadOnlySpan<byte>(received, XServer.EventBytes).CopyTo(message);
        NativeMemory.Free(received);
        return true;
    }

    public void Dispose() => Xcb.xcb_disconnect(_connection);
}
