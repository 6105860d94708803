using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Swictation.Daemon.Typing.Ways.Wayland;

/// <summary>
/// Requests in the wire format of Wayland, one behind the other: words of 32 bits in the machine's order, of which the first
/// two are the object, and the size with the number of the request.
/// </summary>
internal sealed class WaylandMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public int Length => _bytes.WrittenCount;

    public WaylandMessage Add(uint target, ushort request, params ReadOnlySpan<uint> arguments)
    {
        Word(target);
        Word((uint)((8 + (arguments.Length * 4)) << 16) | request);
        foreach (var argument in arguments) Word(argument);
        return this;
    }

    /// <summary><c>wl_registry.bind</c>, the one request here with a text in it.</summary>
    public WaylandMessage AddBind(uint registry, uint name, string kind, uint version, uint id)
    {
        var length = Encoding.UTF8.GetByteCount(kind) + 1;
        var padded = (length + 3) & ~3;
        Word(registry);
        Word((uint)((24 + padded) << 16));
        Word(name);
        Word((uint)length);
        var text = _bytes.GetSpan(padded)[..padded];
        text.Clear();
        Encoding.UTF8.GetBytes(kind, text);
        _bytes.Advance(padded);
        Word(version);
        Word(id);
        return this;
    }

    public void Clear() => _bytes.ResetWrittenCount();

    private void Word(uint word)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), word);
        _bytes.Advance(4);
    }
}
