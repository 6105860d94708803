using System.Buffers.Binary;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// Looks at a model before Whisper does, which takes one that is cut off in its head for an empty one that hears
/// nothing, or ends the process over it.
/// </summary>
internal static class WhisperModelFile
{
    private const int Magic = 0x67676d6c; // "ggml"
    private const int VocabularySize = 1;
    private const int TextWidth = 7;
    private const int HeadInts = 12;

    // One token more than the others have.
    private const int LeastOfAllLanguages = 51_865;

    /// <exception cref="TranscriberException">The model knows English alone, and that is not spoken.</exception>
    public static void ThrowIfOfOtherLanguage(string path, string language)
    {
        if (language is "en" or WhisperSpec.AnyLanguage) return;
        using var file = File.OpenRead(path);
        var head = new byte[(VocabularySize + 1) * sizeof(int)];
        file.ReadExactly(head);
        if (Number(head, VocabularySize) >= LeastOfAllLanguages) return;
        throw new TranscriberException(
            path, $"knows English alone, and language={language} is given; take a model without .en in its name");
    }

    /// <exception cref="TranscriberException">It is missing, not to be read, no model, or cut off.</exception>
    public static void ThrowIfUnusable(string path)
    {
        if (!File.Exists(path)) throw new TranscriberException(path, "does not exist; give a ggml model");
        var head = new byte[HeadInts * sizeof(int)];
        try
        {
            using var file = File.OpenRead(path);
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (read < sizeof(int) || Number(head, 0) != Magic)
                throw new TranscriberException(path, "is no model in Whisper's ggml form; give one");

            // Its largest matrix has so many weights, and no form has less than two bits for one.
            var atLeast = (long)Number(head, VocabularySize) * Number(head, TextWidth) / 4;
            if (read < head.Length || file.Length < atLeast)
                throw new TranscriberException(path, "is cut off; get the model again");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new TranscriberException(path, "cannot be opened for reading; check its permissions");
        }
    }

    private static int Number(byte[] head, int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(index * sizeof(int)));
}
