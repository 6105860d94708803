using System.Buffers.Binary;
using System.Text;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>
/// What the chain binds, as bytes: of an event its commitment, position, time, session, version and type, whether its words
/// are there or were forgotten; of a range that was taken out before it had a chain its two ends. Part of the stored form:
/// never changed. Used again for each; one thread at a time.
/// </summary>
internal sealed class ChainedEvent
{
    /// <summary>What <see cref="Write(RawStatement)"/> reads, in its order.</summary>
    public const string Columns = "seq, session_id, at_us, type, version, body, checksum, salt";

    private const int DigitsOfCommitment = 2 * Commitment.Bytes;
    private const int TypeAt = Commitment.Bytes + sizeof(long) + sizeof(long) + 1 + sizeof(long) + sizeof(long);

    private readonly Sha256 _hash = new();
    private byte[] _bytes = new byte[256];

    private static ReadOnlySpan<byte> BeforeCommitment => "\"commitment\":\""u8;

    /// <param name="row">A row of the events, with <see cref="Columns"/>.</param>
    /// <returns>Valid until the next one is written.</returns>
    public ReadOnlySpan<byte> Write(RawStatement row)
    {
        var type = row.Utf8(3);
        if (TypeAt + type.Length > _bytes.Length) _bytes = new byte[TypeAt + type.Length];
        type.CopyTo(_bytes.AsSpan(TypeAt));

        var rest = _bytes.AsSpan();
        WriteCommitment(row.Utf8(5), row.Blob(7), rest[..Commitment.Bytes]);
        rest = rest[Commitment.Bytes..];
        BinaryPrimitives.WriteInt64BigEndian(rest, row.Int64(0));
        BinaryPrimitives.WriteInt64BigEndian(rest[8..], row.Int64(2));
        rest[16] = row.IsNull(1) ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(rest[17..], row.Int64(1));
        BinaryPrimitives.WriteInt64BigEndian(rest[25..], row.Int64(4));
        return _bytes.AsSpan(0, TypeAt + type.Length);
    }

    /// <inheritdoc cref="Write(RawStatement)"/>
    public ReadOnlySpan<byte> Write(long first, long last)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes, first);
        BinaryPrimitives.WriteInt64BigEndian(_bytes.AsSpan(sizeof(long)), last);
        return _bytes.AsSpan(0, 2 * sizeof(long));
    }

    /// <summary>Whether a row agrees with the checksum that stands in it.</summary>
    /// <param name="checksummedFrom">The first event that must have one.</param>
    public static bool IsIntact(RawStatement row, long checksummedFrom) => row.IsNull(6)
        ? row.Int64(0) < checksummedFrom
        : row.Int64(6) == EventChecksum.Of(
            row.Int64(0), row.IsNull(1) ? null : row.Int64(1), row.Int64(2), row.Utf8(3), row.Int64(4), row.Utf8(5));

    /// <summary>Reads what an event is bound to that has lost its words.</summary>
    /// <param name="body">What is left of it.</param>
    /// <returns>False where that does not stand in it.</returns>
    public static bool TryReadCommitment(ReadOnlySpan<byte> body, Span<byte> commitment)
    {
        var digits = body.LastIndexOf(BeforeCommitment) + BeforeCommitment.Length;
        if (digits < BeforeCommitment.Length || digits + DigitsOfCommitment > body.Length) return false;

        Span<char> text = stackalloc char[DigitsOfCommitment];
        Encoding.Latin1.GetChars(body.Slice(digits, DigitsOfCommitment), text);
        return Convert.FromHexString(text, commitment, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    // That of an event which has lost its words stands in what is left of it.
    private void WriteCommitment(ReadOnlySpan<byte> body, ReadOnlySpan<byte> salt, Span<byte> commitment)
    {
        if (Remains.IsForgotten(body) && TryReadCommitment(body, commitment)) return;
        Commitment.Write(_hash, salt, body, commitment);
    }
}
