using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Domain.Audio;

namespace Swictation.Storage.Audio.Native;

/// <summary>libsndfile, for FLAC files of the system's one form of audio.</summary>
internal static partial class SndFile
{
    public const string DebianPackage = "libsndfile1";

    private const string Library = "libsndfile.so.1";

    private const int OpenForReading = 0x10;
    private const int OpenForWriting = 0x20;
    private const int Flac = 0x170000;
    private const int SixteenBits = 0x0002;

    /// <summary>The file stays the caller's. Nothing is written to its end before the handle is disposed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static SndFileHandle OpenWrite(SafeFileHandle file)
    {
        var info = new SoundFileInfo
        {
            SampleRate = AudioFormat.SamplesPerSecond,
            Channels = 1,
            Format = Flac | SixteenBits,
        };
        return Checked(sf_open_fd(file, OpenForWriting, ref info, closes: 0));
    }

    /// <summary>The file stays the caller's.</summary>
    /// <exception cref="IOException">It is no FLAC file of this form.</exception>
    public static SndFileHandle OpenRead(SafeFileHandle file, out long samples)
    {
        var info = default(SoundFileInfo);
        var sound = Checked(sf_open_fd(file, OpenForReading, ref info, closes: 0));
        samples = info.Frames;
        if (info is { Channels: 1, SampleRate: AudioFormat.SamplesPerSecond, Format: Flac | SixteenBits }) return sound;

        sound.Dispose();
        throw new IOException("it is sound of another form");
    }

    [LibraryImport(Library)]
    public static partial long sf_writef_short(SndFileHandle file, ReadOnlySpan<short> samples, long frames);

    [LibraryImport(Library)]
    public static partial long sf_readf_short(SndFileHandle file, Span<short> samples, long frames);

    [LibraryImport(Library)]
    internal static partial int sf_close(nint file);

    private static SndFileHandle Checked(SndFileHandle opened)
    {
        if (!opened.IsInvalid) return opened;

        var reason = Marshal.PtrToStringUTF8(sf_strerror(opened))?.Trim().TrimEnd('.') ?? "unknown error";
        opened.Dispose();
        throw new IOException($"libsndfile: {reason}");
    }

    [LibraryImport(Library)]
    private static partial SndFileHandle sf_open_fd(SafeFileHandle file, int mode, ref SoundFileInfo info, int closes);

    [LibraryImport(Library)]
    private static partial nint sf_strerror(SndFileHandle file);
}
