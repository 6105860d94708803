using Swictation.Plumbing.Hashing;

namespace Swictation.Storage.Rows;

/// <summary>
/// What an event is bound to, whether its words are there or were forgotten: SHA-256 over 16 random bytes, which stand
/// beside the body and are destroyed with it, and the body. That of a living event is computed, never stored.
/// </summary>
internal static class Commitment
{
    public static byte[] To(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body)
    {
        var hash = new Sha256();
        hash.Append(salt);
        hash.Append(body);
        return hash.Finish();
    }
}
