using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>libsndfile: reads every common format of sound file.</summary>
internal static partial class SndFile
{
    public const string Library = "libsndfile.so.1";
    public const string DebianPackage = "libsndfile1";

    /// <summary>The value of <see cref="SoundFileInfo.Frames"/> when the length is unknown (SF_COUNT_MAX).</summary>
    public const long UnknownFrames = long.MaxValue;

    private const int OpenForReading = 0x10;

    /// <summary>
    /// The handle is invalid when the file cannot be opened; <see cref="sf_strerror"/> then says why.
    /// </summary>
    public static SndFileHandle OpenRead(string path, out SoundFileInfo info)
    {
        info = default;
        return sf_open(path, OpenForReading, ref info);
    }

    /// <summary>The same for an open pipe, which stays the caller's.</summary>
    public static SndFileHandle OpenRead(int descriptor, out SoundFileInfo info)
    {
        info = default;
        return sf_open_fd(descriptor, OpenForReading, ref info, closes: 0);
    }

    /// <summary>The same for calls that read; they have to stay where they are.</summary>
    public static unsafe SndFileHandle OpenRead(VirtualIo* calls, nint user, out SoundFileInfo info)
    {
        info = default;
        return sf_open_virtual(calls, OpenForReading, ref info, user);
    }

    /// <summary>The library's words for the last error of the handle, or of the last open when it is invalid.</summary>
    public static string DescribeError(SndFileHandle file) =>
        Marshal.PtrToStringUTF8(sf_strerror(file))?.Trim().TrimEnd('.') ?? "unknown error";

    [LibraryImport(Library)]
    public static partial int sf_error(SndFileHandle file);

    [LibraryImport(Library)]
    public static partial long sf_readf_float(SndFileHandle file, Span<float> samples, long frames);

    [LibraryImport(Library)]
    internal static partial int sf_close(nint file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SndFileHandle sf_open(string path, int mode, ref SoundFileInfo info);

    [LibraryImport(Library)]
    private static partial SndFileHandle sf_open_fd(int descriptor, int mode, ref SoundFileInfo info, int closes);

    [LibraryImport(Library)]
    private static unsafe partial SndFileHandle sf_open_virtual(VirtualIo* calls, int mode, ref SoundFileInfo info, nint user);

    [LibraryImport(Library)]
    private static partial nint sf_strerror(SndFileHandle file);
}
