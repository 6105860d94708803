using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>libsamplerate: changes the sample rate of a stream.</summary>
internal static partial class SampleRate
{
    public const string Library = "libsamplerate.so.0";
    public const string DebianPackage = "libsamplerate0";

    /// <summary>
    /// SRC_SINC_MEDIUM_QUALITY: 121 dB signal to noise, far beyond 16 bits, at a few per cent of one core.
    /// </summary>
    public const int SincMediumQuality = 1;

    public static string DescribeError(int error) => Marshal.PtrToStringUTF8(src_strerror(error)) ?? "unknown error";

    [LibraryImport(Library)]
    public static partial SampleRateHandle src_new(int converterType, int channels, out int error);

    /// <returns>0, or an error for <see cref="DescribeError"/>.</returns>
    [LibraryImport(Library)]
    public static partial int src_process(SampleRateHandle converter, ref SampleRateData data);

    [LibraryImport(Library)]
    internal static partial nint src_delete(nint converter);

    [LibraryImport(Library)]
    private static partial nint src_strerror(int error);
}
