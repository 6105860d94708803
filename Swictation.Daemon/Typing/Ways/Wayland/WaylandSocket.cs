using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Typing.Ways.Wayland;

/// <summary>
/// A connection to a compositor: sends requests, with a descriptor where one goes along, and waits for the answer to
/// <c>wl_display.sync</c>. One thread at a time. Costs a socket.
/// </summary>
internal sealed class WaylandSocket : IDisposable
{
    private const uint Display = 1;

    // Numbers are taken without gaps, or the compositor refuses: the registry has the one before.
    private const uint Callback = 3;
    private const int LongestMessage = 64 * 1024;
    private const int PatienceMs = 2000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
    {
        ReceiveTimeout = PatienceMs,
        SendTimeout = PatienceMs,
    };

    private readonly byte[] _buffer = new byte[LongestMessage];
    private int _length;

    /// <exception cref="WaylandException">No compositor listens there.</exception>
    public WaylandSocket(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new WaylandException($"{path}: {e.Message}");
        }
    }

    /// <summary>The objects that the compositor has announced: their interfaces by number.</summary>
    public Dictionary<uint, (string Kind, uint Version)> Globals { get; } = [];

    /// <summary>The registry, of which the announcements come.</summary>
    public uint Registry { get; set; }

    /// <summary>Sends requests and, with the last one, a descriptor.</summary>
    public unsafe void Send(ReadOnlySpan<byte> requests, SafeFileHandle? descriptor = null)
    {
        try
        {
            while (!requests.IsEmpty)
            {
                var sent = descriptor is null
                    ? _socket.Send(requests)
                    : LibC.SendDescriptor((int)_socket.Handle, requests, (int)descriptor.DangerousGetHandle());
                if (sent < 0) throw new WaylandException($"sending failed ({Marshal.GetLastPInvokeError()})");

                descriptor = null;
                requests = requests[sent..];
            }
        }
        catch (SocketException e)
        {
            throw new WaylandException(e.Message);
        }
    }

    /// <summary>Returns when the compositor has carried out all that was sent.</summary>
    /// <exception cref="WaylandException">It has refused, or does not answer.</exception>
    public void Roundtrip()
    {
        Send(new WaylandMessage().Add(Display, 0, Callback).Bytes.Span);
        while (!Take())
        {
            try
            {
                var read = _socket.Receive(_buffer.AsSpan(_length));
                if (read == 0) throw new WaylandException("the compositor has closed the connection");
                _length += read;
            }
            catch (SocketException e)
            {
                throw new WaylandException(e.Message);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    // True when the answer to sync was among the events. Its number may be used again only when the compositor has said
    // that it is free, which it says directly behind it.
    private bool Take()
    {
        var isFree = false;
        var at = 0;
        while (_length - at >= 8)
        {
            var target = Word(at);
            var (size, kind) = ((int)(Word(at + 4) >> 16), (ushort)Word(at + 4));
            if (size < 8 || size > LongestMessage) throw new WaylandException("an event has an impossible size");
            if (_length - at < size) break;

            if (target == Display && kind == 0) throw new WaylandException($"refused: {Text(at + 16)}");
            if (target == Display && kind == 1) isFree |= Word(at + 8) == Callback;
            if (target == Registry && kind == 0) Announce(at + 8);
            at += size;
        }

        _buffer.AsSpan(at, _length - at).CopyTo(_buffer);
        _length -= at;
        return isFree;
    }

    private void Announce(int at)
    {
        var kind = Text(at + 4);
        var version = Word(at + 8 + (((int)Word(at + 4) + 3) & ~3));
        Globals[Word(at)] = (kind, version);
    }

    private uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(at));

    private string Text(int at) => Encoding.UTF8.GetString(_buffer.AsSpan(at + 4, Math.Max(0, (int)Word(at) - 1)));
}
