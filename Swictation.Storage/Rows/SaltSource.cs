using System.Security.Cryptography;

namespace Swictation.Storage.Rows;

/// <summary>
/// The random bytes of events that carry words (<see cref="Commitment"/>), from the system's generator, many at a time: none are given twice.
/// One thread at a time.
/// </summary>
internal sealed class SaltSource
{
    /// <summary>Bytes of one.</summary>
    private const int Bytes = 16;

    private readonly byte[] _drawn = new byte[64 * Bytes];
    private int _used = 64 * Bytes;

    /// <summary>Valid until the next.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_used == _drawn.Length)
        {
            RandomNumberGenerator.Fill(_drawn);
            _used = 0;
        }

        _used += Bytes;
        return _drawn.AsSpan(_used - Bytes, Bytes);
    }
}
