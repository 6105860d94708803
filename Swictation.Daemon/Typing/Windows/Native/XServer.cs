using System.Runtime.InteropServices;

namespace Swictation.Daemon.Typing.Windows.Native;

/// <summary>What connections to an X server have in common, whatever they ask it for.</summary>
internal static unsafe class XServer
{
    public const int EventBytes = 32;
    public const byte ClientMessage = 33;

    /// <summary>Where the value begins in a reply that has one.</summary>
    public const int FirstValue = 32;

    /// <summary>Connects to the server that <c>DISPLAY</c> names; 0 if it cannot be reached.</summary>
    /// <exception cref="DllNotFoundException">libxcb is not installed.</exception>
    public static nint Connect()
    {
        var connection = Xcb.xcb_connect(0, 0);
        if (Xcb.xcb_connection_has_error(connection) == 0) return connection;

        Xcb.xcb_disconnect(connection);
        return 0;
    }

    /// <summary>Likewise; 0 also where libxcb is not installed.</summary>
    public static nint TryConnect()
    {
        try
        {
            return Connect();
        }
        catch (DllNotFoundException)
        {
            return 0;
        }
    }

    public static uint RootOf(nint connection) => *Xcb.xcb_setup_roots_iterator(Xcb.xcb_get_setup(connection)).Screen;

    /// <summary>Makes a window that nobody sees.</summary>
    public static uint MakeWindow(nint connection)
    {
        var window = XcbSelections.xcb_generate_id(connection);
        _ = XcbSelections.xcb_create_window(
            connection, 0, window, RootOf(connection), 0, 0, 1, 1, 0, XcbSelections.InputOnly, 0, 0, 0);
        return window;
    }

    /// <summary>Sends our own window a <see cref="ClientMessage"/>: who waits for an event wakes.</summary>
    public static void Wake(nint connection, uint window)
    {
        Span<byte> message = stackalloc byte[EventBytes];
        message[0] = ClientMessage;
        message[1] = 32; // bits of an element
        MemoryMarshal.Write(message[4..], window);
        _ = XcbSelections.xcb_send_event(connection, 0, window, 0, message);
        _ = XcbSelections.xcb_flush(connection);
    }

    /// <summary>A number in a reply, which is freed, as is the error; null if there is no reply.</summary>
    public static uint? NumberIn(byte* reply, nint error, int at)
    {
        NativeMemory.Free((void*)error);
        if (reply is null) return null;

        var number = *(uint*)(reply + at);
        NativeMemory.Free(reply);
        return number;
    }
}
