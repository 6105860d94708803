using System.Text;
using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Typing.Ways.Wayland;

/// <summary>
/// A keyboard of our own at a compositor that speaks <c>zwp_virtual_keyboard_v1</c> (wlroots: sway, Hyprland, river and
/// others). One connection, kept. One thread at a time.
/// </summary>
internal sealed class VirtualKeyboard : IDisposable
{
    public const uint Shift = 0x1;
    public const uint Control = 0x4;

    private const string ManagerKind = "zwp_virtual_keyboard_manager_v1";
    private const string SeatKind = "wl_seat";
    private const uint Display = 1;
    private const uint Registry = 2;
    private const uint Seat = 4;
    private const uint Manager = 5;
    private const uint Keyboard = 6;
    private const ushort KeymapRequest = 0;
    private const ushort KeyRequest = 1;
    private const ushort ModifiersRequest = 2;
    private const uint TextFormat = 1;
    private const uint Pressed = 1;
    private const uint Released = 0;

    // A compositor closes the connection of a program that takes events more slowly than they come.
    private const int KeysAtOnce = 64;

    private readonly WaylandSocket _socket;
    private readonly Keymap _keymap = new();
    private readonly WaylandMessage _message = new();

    /// <exception cref="WaylandException">There is no compositor, or it has no virtual keyboards.</exception>
    public VirtualKeyboard(string path)
    {
        _socket = new(path) { Registry = Registry };
        try
        {
            _socket.Send(new WaylandMessage().Add(Display, 1, Registry).Bytes.Span);
            _socket.Roundtrip();
            var (seat, manager) = (Find(SeatKind), Find(ManagerKind));
            _message
                .AddBind(Registry, seat, SeatKind, 1, Seat)
                .AddBind(Registry, manager, ManagerKind, 1, Manager)
                .Add(Manager, 0, Seat, Keyboard);
            Flush();
            Upload();
            _socket.Roundtrip();
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Types a text, and returns when the compositor has all of it.</summary>
    /// <exception cref="WaylandException">A part may have been typed.</exception>
    public void Type(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var fitting = _keymap.Fit(text);
            Press(text[..fitting]);
            text = text[fitting..];
        }
    }

    /// <summary>Presses a key while others are held.</summary>
    /// <param name="modifiers">As XKB counts the real ones: <see cref="Shift"/>, <see cref="Control"/>.</param>
    /// <param name="symbol">The key, by its name in XKB.</param>
    /// <exception cref="WaylandException">It may have been pressed.</exception>
    public void PressChord(uint modifiers, string symbol)
    {
        var key = _keymap.KeyOf(symbol);
        if (_keymap.IsChanged) Upload();
        _message.Add(Keyboard, ModifiersRequest, modifiers, 0, 0, 0);
        Press(key);
        _message.Add(Keyboard, ModifiersRequest, 0, 0, 0, 0);
        Flush();
        _socket.Roundtrip();
    }

    public void Dispose() => _socket.Dispose();

    private uint Find(string kind)
    {
        foreach (var (name, announced) in _socket.Globals)
        {
            if (announced.Kind == kind) return name;
        }

        throw new WaylandException($"this compositor has no {kind}");
    }

    private void Press(ReadOnlySpan<char> text)
    {
        var keys = new List<uint>(text.Length);
        foreach (var character in text.EnumerateRunes()) keys.Add(_keymap.KeyOf(character));
        if (_keymap.IsChanged) Upload();
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            foreach (var key in some) Press(key);
            Flush();
            _socket.Roundtrip();
        }
    }

    private void Press(uint key)
    {
        var now = unchecked((uint)Environment.TickCount64);
        _message.Add(Keyboard, KeyRequest, now, key, Pressed).Add(Keyboard, KeyRequest, now, key, Released);
    }

    private void Upload()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(_keymap.Write()), 0];
        using var memory = LibC.memfd_create("swictation-keymap", LibC.MFD_CLOEXEC);
        if (memory.IsInvalid) throw new WaylandException("there is no memory for the layout");

        RandomAccess.Write(memory, text, fileOffset: 0);
        var request = new WaylandMessage().Add(Keyboard, KeymapRequest, TextFormat, (uint)text.Length);
        _socket.Send(request.Bytes.Span, memory);
    }

    private void Flush()
    {
        _socket.Send(_message.Bytes.Span);
        _message.Clear();
    }
}
