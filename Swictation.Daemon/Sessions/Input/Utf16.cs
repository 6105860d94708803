using System.Text;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>UTF-16, as it comes, to UTF-8.</summary>
internal sealed class Utf16
{
    private readonly Decoder _decoder;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();

    private Utf16(bool isBigEndian) => _decoder = new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetDecoder();

    /// <summary>
    /// Null for bytes that are not UTF-16. It begins with a byte order mark, or with a character of Latin, of which one byte
    /// is zero: no text in UTF-8 has a NUL as its first or second byte.
    /// </summary>
    /// <param name="start">The first two bytes.</param>
    public static Utf16? Detect(ReadOnlySpan<byte> start) => (start[0], start[1]) switch
    {
        (0xFF, 0xFE) or (not 0, 0) => new(isBigEndian: false),
        (0xFE, 0xFF) or (0, not 0) => new(isBigEndian: true),
        _ => null,
    };

    /// <summary>What is complete of the text so far and was not returned yet.</summary>
    /// <param name="isEnd">True: half a character at the end becomes U+FFFD.</param>
    public byte[] ToUtf8(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var characters = new char[_decoder.GetCharCount(bytes, isEnd)];
        _decoder.GetChars(bytes, characters, isEnd);
        var utf8 = new byte[_encoder.GetByteCount(characters, isEnd)];
        _encoder.GetBytes(characters, utf8, isEnd);
        return utf8;
    }
}
