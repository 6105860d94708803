using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// Goes through a model in Whisper's ggml form from tensor to tensor, without reading their numbers: a model that is cut off
/// anywhere is found in a moment, where Whisper itself reads all of it first.
/// </summary>
internal static class WhisperTensors
{
    // Where in the head their numbers are.
    private const int AudioLayers = 5;
    private const int TextLayers = 9;

    // What each layer has, and what there is beside the layers, in every size of Whisper.
    private const int OfAudioLayer = 15;
    private const int OfTextLayer = 24;
    private const int Others = 11;

    // Of a vocabulary of 52,000 none is longer; what is longer is no model.
    private const int LongestWord = 4_096;
    private const int LongestName = 256;

    // How many numbers stand together in a form, and the bytes that they take; by the form's number in ggml.
    private static readonly Dictionary<int, (int Numbers, int Bytes)> Forms = new()
    {
        [0] = (1, 4),
        [1] = (1, 2),
        [2] = (32, 18),
        [3] = (32, 20),
        [6] = (32, 22),
        [7] = (32, 24),
        [8] = (32, 34),
        [10] = (256, 84),
        [11] = (256, 110),
        [12] = (256, 144),
        [13] = (256, 176),
        [14] = (256, 210),
    };

    /// <exception cref="TranscriberException">It is no model, cut off, or lacks a part.</exception>
    public static void ThrowIfIncomplete(string path)
    {
        WhisperModelFile.ThrowIfUnusable(path);
        try
        {
            using var file = File.OpenRead(path);
            using var reader = new BinaryReader(file);
            var head = new int[12];
            for (var i = 0; i < head.Length; i++) head[i] = reader.ReadInt32();
            SkipFilters(reader, path);
            SkipVocabulary(reader, path);
            var expected = Others + ((long)OfAudioLayer * head[AudioLayers]) + ((long)OfTextLayer * head[TextLayers]);
            var found = 0L;
            for (; file.Position < file.Length; found++) SkipTensor(reader, path);
            if (found < expected) throw CutOff(path);
        }
        catch (EndOfStreamException)
        {
            throw CutOff(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new TranscriberException(path, "cannot be opened for reading; check its permissions");
        }
    }

    private static void SkipFilters(BinaryReader reader, string path)
    {
        var (bands, frequencies) = (reader.ReadInt32(), reader.ReadInt32());
        Skip(reader, path, (long)bands * frequencies * sizeof(float));
    }

    private static void SkipVocabulary(BinaryReader reader, string path)
    {
        for (var words = reader.ReadInt32(); words > 0; words--)
        {
            if (reader.ReadUInt32() is var length && length > LongestWord) throw Strange(path);
            Skip(reader, path, length);
        }
    }

    private static void SkipTensor(BinaryReader reader, string path)
    {
        var (dimensions, nameLength, form) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (dimensions is < 1 or > 4 || nameLength is < 1 or > LongestName || !Forms.TryGetValue(form, out var block))
            throw Strange(path);
        var numbers = 1L;
        for (var i = 0; i < dimensions; i++) numbers *= reader.ReadInt32();
        Skip(reader, path, nameLength);
        Skip(reader, path, numbers / block.Numbers * block.Bytes);
    }

    private static void Skip(BinaryReader reader, string path, long bytes)
    {
        var file = reader.BaseStream;
        if (bytes < 0) throw Strange(path);
        if (bytes > file.Length - file.Position) throw CutOff(path);
        file.Position += bytes;
    }

    private static TranscriberException CutOff(string path) => new(path, "is cut off; get the model again");

    private static TranscriberException Strange(string path) =>
        new(path, "is damaged, or in a form that Whisper's library does not read; get the model again");
}
