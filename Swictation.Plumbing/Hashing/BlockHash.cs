using System.Buffers.Binary;

namespace Swictation.Plumbing.Hashing;

/// <summary>
/// A checksum of a stream of bytes, computed without OpenSSL: .NET loads that library at the first checksum of its own, and
/// native code ends the process where it is missing. SHA-1 and SHA-256 both take 64 bytes at a time, and end with the number
/// of bits. Used again for the next stream when it has finished one; allocates nothing then. One thread at a time.
/// </summary>
public abstract class BlockHash
{
    /// <summary>Bytes that are taken up together.</summary>
    protected const int BlockBytes = 64;

    private const byte EndMark = 0x80;

    private readonly byte[] _rest = new byte[BlockBytes];
    private readonly uint[] _start;
    private readonly uint[] _state;
    private long _length;

    private protected BlockHash(ReadOnlySpan<uint> start)
    {
        _start = start.ToArray();
        _state = start.ToArray();
    }

    /// <summary>Takes up the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var held = (int)(_length % BlockBytes);
        _length += bytes.Length;
        if (held > 0)
        {
            var taken = Math.Min(bytes.Length, BlockBytes - held);
            bytes[..taken].CopyTo(_rest.AsSpan(held));
            bytes = bytes[taken..];
            if (held + taken < BlockBytes) return;
            Take(_rest, _state);
        }

        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..]) Take(bytes[..BlockBytes], _state);
        bytes.CopyTo(_rest);
    }

    /// <summary>The checksum of all that was appended. What is appended behind it begins another one.</summary>
    public byte[] Finish()
    {
        var hash = new byte[_state.Length * sizeof(uint)];
        Finish(hash);
        return hash;
    }

    /// <inheritdoc cref="Finish()"/>
    /// <param name="hash">Gets it, and is as long.</param>
    public void Finish(Span<byte> hash)
    {
        var rest = _rest.AsSpan();
        var held = (int)(_length % BlockBytes);
        rest[held++] = EndMark;
        rest[held..].Clear();
        if (held > BlockBytes - sizeof(long))
        {
            Take(rest, _state);
            rest.Clear();
        }

        BinaryPrimitives.WriteInt64BigEndian(rest[^sizeof(long)..], _length * 8);
        Take(rest, _state);
        for (var i = 0; i < _state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash[(i * sizeof(uint))..], _state[i]);

        _start.CopyTo(_state, 0);
        _length = 0;
    }

    /// <summary>Mixes 64 bytes into the state.</summary>
    private protected abstract void Take(ReadOnlySpan<byte> block, Span<uint> state);
}
