using Swictation.Domain.Errors;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Gives the reason, which decoders do not give, why there is no file to decode.</summary>
internal static class ReadableFile
{
    /// <summary>For decoders that open the file again, and so have nothing of a FIFO.</summary>
    /// <exception cref="AudioSourceException">It is missing, a directory, no file, empty, or not to be read.</exception>
    public static void ThrowIfNone(string path)
    {
        using var file = SoundStream.Open(path);
        if (!file.IsFile) throw new AudioSourceException(path, "is no file; file: reads FIFOs and standard input");
        if (new FileInfo(path).Length == 0) throw Empty(path);
    }

    /// <exception cref="AudioSourceException">It is empty.</exception>
    public static void ThrowIfEmpty(SoundStream file)
    {
        if (file.Peek(1).IsEmpty) throw Empty(file.Path);
    }

    private static AudioSourceException Empty(string path) => new(path, "is empty; give a file that holds audio");

    /// <summary>The refusal of a file that no decoder knows, with the program that knows them all.</summary>
    /// <param name="reader">Who cannot read it, and why.</param>
    public static string NoAudio(string path, string reader) =>
        $"is no audio that {reader}; give a WAV, FLAC, OGG or MP3 file"
            + (path == "-" ? "" : $", which this makes of most: ffmpeg -i {ShellWord.Of(path)} {ShellWord.Of(Path.ChangeExtension(path, "wav"))}");
}
