using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Audio.Native;

/// <summary>libasound: sound devices, and through its plug-ins the sound servers of the desktop.</summary>
internal static unsafe partial class Asound
{
    public const string Library = "libasound.so.2";
    public const string DebianPackage = "libasound2 libasound2-plugins";

    public const int CaptureStream = 1;
    public const int NonBlocking = 1;
    public const int InterleavedAccess = 3;
    public const int Signed16LittleEndian = 2;

    public static string DescribeError(int error) => Marshal.PtrToStringUTF8(snd_strerror(error)) ?? $"error {error}";

    /// <summary>Stops the library from writing errors to standard error that it also returns.</summary>
    public static void BeQuiet()
    {
        // Variadic in C. Every calling convention of Linux allows more arguments than these: they are ignored.
        delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> ignore = &Ignore;
        _ = snd_lib_error_set_handler(ignore);
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_pcm_open(out PcmHandle pcm, string name, int stream, int mode);

    [LibraryImport(Library)]
    internal static partial int snd_pcm_close(nint pcm);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_malloc(out PcmParametersHandle parameters);

    [LibraryImport(Library)]
    internal static partial void snd_pcm_hw_params_free(nint parameters);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_any(PcmHandle pcm, PcmParametersHandle parameters);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_access(PcmHandle pcm, PcmParametersHandle parameters, int access);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_format(PcmHandle pcm, PcmParametersHandle parameters, int format);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_channels(
        PcmHandle pcm, PcmParametersHandle parameters, uint channels);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_rate_resample(
        PcmHandle pcm, PcmParametersHandle parameters, uint isAllowed);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_rate(
        PcmHandle pcm, PcmParametersHandle parameters, uint rate, int direction);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_rate_near(
        PcmHandle pcm, PcmParametersHandle parameters, ref uint rate, ref int direction);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_period_time_near(
        PcmHandle pcm, PcmParametersHandle parameters, ref uint microseconds, ref int direction);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params_set_buffer_time_near(
        PcmHandle pcm, PcmParametersHandle parameters, ref uint microseconds, ref int direction);

    [LibraryImport(Library)]
    public static partial int snd_pcm_hw_params(PcmHandle pcm, PcmParametersHandle parameters);

    [LibraryImport(Library)]
    public static partial int snd_pcm_start(PcmHandle pcm);

    [LibraryImport(Library)]
    public static partial int snd_pcm_prepare(PcmHandle pcm);

    [LibraryImport(Library)]
    public static partial int snd_pcm_resume(PcmHandle pcm);

    /// <returns>1 when there is something to read, 0 when there was nothing for so long, or an error.</returns>
    [LibraryImport(Library)]
    public static partial int snd_pcm_wait(PcmHandle pcm, int milliseconds);

    [LibraryImport(Library)]
    public static partial CLong snd_pcm_readi(PcmHandle pcm, Span<short> samples, CULong frames);

    /// <param name="card">-1 for those of all cards.</param>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_device_name_hint(int card, string kind, out nint* hints);

    /// <returns>A string for the caller to free; null where there is none.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint snd_device_name_get_hint(nint hint, string id);

    [LibraryImport(Library)]
    public static partial int snd_device_name_free_hint(nint* hints);

    /// <summary>Reads the configuration again where its files have changed.</summary>
    /// <param name="configuration">To be given back.</param>
    [LibraryImport(Library)]
    public static partial int snd_config_update_ref(out nint configuration);

    /// <param name="key">Names on the way to an entry, with dots between them.</param>
    /// <returns>0 if there is such an entry, or an error.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_config_search(nint configuration, string key, out nint found);

    [LibraryImport(Library)]
    public static partial void snd_config_unref(nint configuration);

    [LibraryImport(Library)]
    private static partial nint snd_strerror(int error);

    [LibraryImport(Library)]
    private static partial int snd_lib_error_set_handler(
        delegate* unmanaged[Cdecl]<byte*, int, byte*, int, byte*, void> handler);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* file, int line, byte* function, int error, byte* format)
    {
        // Nothing is written: see BeQuiet.
    }
}
