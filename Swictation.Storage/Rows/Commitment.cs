using Swictation.Plumbing.Hashing;

namespace Swictation.Storage.Rows;

/// <summary>
/// What an event is bound to, whether its words are there or were forgotten: SHA-256 over 16 random bytes, which stand
/// beside the body and are destroyed with it, and the body. That of a living event is computed, never stored.
/// </summary>
internal static class Commitment
{
    /// <summary>Bytes of one.</summary>
    public const int Bytes = Sha256.Bytes;

    public static byte[] To(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        var commitment = new byte[Bytes];
        Write(new Sha256(), salt, body, commitment);
        return commitment;
    }

    /// <summary>The same, without anything new.</summary>
    /// <param name="hash">Has begun nothing.</param>
    public static void Write(Sha256 hash, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body, Span<byte> commitment)
    {
        hash.Append(salt);
        hash.Append(body);
        hash.Finish(commitment);
    }
}
