using System.Runtime.InteropServices;
using Swictation.Daemon.Typing.Windows.Native;

namespace Swictation.Daemon.Hotkeys.X11;

/// <summary>
/// A connection to an X server that tells of certain keys, whichever window has the cursor. Only this program gets them. One
/// thread at a time, but for <see cref="Wake"/>.
/// </summary>
internal sealed unsafe class KeyServer : IDisposable
{
    private const int SmallestKeyAt = 34;
    private const int LargestKeyAt = 35;
    private const byte Kind = 0x7F;

    // Caps Lock and Num Lock are no part of a chord.
    private static readonly ushort[] Locks = [0, 0x2, 0x10, 0x12];

    private readonly nint _connection;
    private readonly uint _root;
    private readonly uint _window;

    private KeyServer(nint connection)
    {
        _connection = connection;
        _root = XServer.RootOf(connection);
        _window = XServer.MakeWindow(connection);
        _ = XcbSelections.xcb_flush(connection);
    }

    /// <summary>Connects to the server that <c>DISPLAY</c> names.</summary>
    /// <exception cref="HotkeyException">It cannot be reached, or does not tell a key that is held from one that is pressed often.</exception>
    public static KeyServer Open()
    {
        try
        {
            var connection = XServer.Connect();
            if (connection != 0 && HasDetectableRepeat(connection)) return new(connection);

            if (connection != 0) Xcb.xcb_disconnect(connection);
            throw new HotkeyException("the X server cannot be reached, or has no XKB; see DISPLAY");
        }
        catch (DllNotFoundException e)
        {
            throw new HotkeyException($"a library of X11 is not installed: {e.Message.Split('\n')[0]}");
        }
    }

    /// <summary>The number of the key with a keysym on the layout; null if it has none.</summary>
    public byte? KeyOf(uint symbol)
    {
        var setup = (byte*)Xcb.xcb_get_setup(_connection);
        var (first, last) = (setup[SmallestKeyAt], setup[LargestKeyAt]);
        var cookie = XcbKeys.xcb_get_keyboard_mapping(_connection, first, (byte)(last - first + 1));
        var reply = XcbKeys.xcb_get_keyboard_mapping_reply(_connection, cookie, out var error);
        NativeMemory.Free((void*)error);
        if (reply is null) return null;

        var width = reply[1];
        var symbols = new ReadOnlySpan<uint>(reply + XServer.FirstValue, width * (last - first + 1)).ToArray();
        NativeMemory.Free(reply);
        for (var level = 0; level < width; level++)
        {
            for (var key = first; key <= last; key++)
            {
                if (symbols[((key - first) * width) + level] == symbol) return key;
                if (key == byte.MaxValue) break;
            }
        }

        return null;
    }

    /// <summary>False if another program has the key.</summary>
    public bool TryGrab(byte key, KeyModifiers modifiers)
    {
        foreach (var locks in Locks)
        {
            var cookie = XcbKeys.xcb_grab_key_checked(
                _connection, 0, _root, (ushort)((ushort)modifiers | locks), key, XcbKeys.Asynchronous, XcbKeys.Asynchronous);
            var error = XcbKeys.xcb_request_check(_connection, cookie);
            var isRefused = error is not null && error[1] == XcbKeys.AccessDenied;
            NativeMemory.Free(error);
            if (isRefused) return false;
        }

        return true;
    }

    public void Release(byte key, KeyModifiers modifiers)
    {
        foreach (var locks in Locks) _ = XcbKeys.xcb_ungrab_key(_connection, key, _root, (ushort)((ushort)modifiers | locks));
        _ = XcbSelections.xcb_flush(_connection);
    }

    /// <summary>Waits for the next event: its kind, and the key that it is about. Null when the connection is lost.</summary>
    public (byte Kind, byte Key)? Wait()
    {
        var received = XcbSelections.xcb_wait_for_event(_connection);
        if (received is null) return null;

        var told = ((byte)(received[0] & Kind), received[1]);
        NativeMemory.Free(received);
        return told;
    }

    /// <summary>Has <see cref="Wait"/> return with an event that is none of a key.</summary>
    public void Wake() => XServer.Wake(_connection, _window);

    public void Dispose() => Xcb.xcb_disconnect(_connection);

    // Without it a key that is held is told as pressed and released many times a second.
    private static bool HasDetectableRepeat(nint connection)
    {
        var used = XcbKeys.xcb_xkb_use_extension_reply(connection, XcbKeys.xcb_xkb_use_extension(connection, 1, 0), out var error);
        NativeMemory.Free((void*)error);
        var isThere = used is not null && used[1] != 0;
        NativeMemory.Free(used);
        if (!isThere) return false;

        var cookie = XcbKeys.xcb_xkb_per_client_flags(
            connection, XcbKeys.CoreKeyboard, XcbKeys.DetectableAutoRepeat, XcbKeys.DetectableAutoRepeat, 0, 0, 0);
        var flags = XcbKeys.xcb_xkb_per_client_flags_reply(connection, cookie, out error);
        NativeMemory.Free((void*)error);
        var isSet = flags is not null && (*(uint*)(flags + 12) & XcbKeys.DetectableAutoRepeat) != 0;
        NativeMemory.Free(flags);
        return isSet;
    }
}
