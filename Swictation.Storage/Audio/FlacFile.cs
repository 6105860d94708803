using System.Buffers.Binary;
using Swictation.Domain.Audio;
using Swictation.Plumbing.Files;
using Swictation.Storage.Audio.Native;

namespace Swictation.Storage.Audio;

/// <summary>
/// Audio in half of the room, sample by sample the same. Beside a WAV file of the same name it is nothing yet: that one is
/// deleted when the FLAC file is whole and has been compared with it.
/// </summary>
internal static class FlacFile
{
    public const string Extension = ".flac";

    /// <summary>More than any file of this store: none lasts much longer than half a minute.</summary>
    public const int MostSamples = 10 * 60 * AudioFormat.SamplesPerSecond;

    // Behind "fLaC", the head of the first block and ten bytes of it stand eight, whose last 36 bits are the number of samples.
    private const int FiguresAt = 4 + 4 + 10;
    private const int HeaderBytes = FiguresAt + sizeof(long);
    private const long CountBits = 0xF_FFFF_FFFF;

    /// <summary>The name that the audio of a WAV file has as FLAC.</summary>
    public static string NameOf(string wav) => Path.ChangeExtension(wav, Extension);

    /// <summary>Writes a whole file, over one that is there, and returns when it is on the disk.</summary>
    /// <exception cref="IOException">It cannot be written; a part of it may be there.</exception>
    /// <exception cref="DllNotFoundException">libsndfile is missing.</exception>
    public static void Write(string path, ReadOnlySpan<short> samples)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using (var sound = SndFile.OpenWrite(file.SafeFileHandle))
        {
            if (SndFile.sf_writef_short(sound, samples, samples.Length) != samples.Length)
                throw new IOException($"{path} cannot be written to its end");
        }

        Disk.SyncData(file.SafeFileHandle);
    }

    /// <exception cref="IOException">It cannot be decoded to its end.</exception>
    /// <exception cref="DllNotFoundException">libsndfile is missing.</exception>
    public static short[] Read(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        using var sound = SndFile.OpenRead(file, out var promised);
        if (promised is < 0 or > MostSamples) throw new IOException($"{path} is longer than any audio of the log");

        var samples = new short[promised];
        if (SndFile.sf_readf_short(sound, samples, promised) != promised)
            throw new IOException($"{path} cannot be decoded to its end");
        return samples;
    }

    /// <summary>How many samples its header promises; null for one that is damaged.</summary>
    public static long? ReadLength(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.Read(file, header, fileOffset: 0) < HeaderBytes || !header.StartsWith("fLaC"u8)) return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var samples = BinaryPrimitives.ReadInt64BigEndian(header[FiguresAt..]) & CountBits;
        return samples is > 0 and <= MostSamples ? samples : null;
    }
}
