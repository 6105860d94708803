using System.Text.Encodings.Web;

namespace Swictation.Domain.Wire;

/// <summary>
/// Escapes as little as JSON allows: people read their transcripts in the log with SQL, and nothing here
/// ends up in HTML. It is the framework's relaxed escaping, without the escapes of characters beyond U+FFFF: every
/// emoji.
/// </summary>
internal sealed unsafe class WireEncoder : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter =>
        UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar <= char.MaxValue && UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(
            unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var from = 0;
        while (true)
        {
            var found = UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text + from, textLength - from);
            if (found < 0) return -1;

            found += from;
            if (found + 1 == textLength || !char.IsSurrogatePair(text[found], text[found + 1])) return found;
            from = found + 2;
        }
    }
}
