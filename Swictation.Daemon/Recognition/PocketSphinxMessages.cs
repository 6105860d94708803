using System.Runtime.InteropServices;
using Swictation.Daemon.Recognition.Native;

namespace Swictation.Daemon.Recognition;

/// <summary>
/// Keeps PocketSphinx quiet. Of its many messages only one kind matters: on some damage to a model it does not return
/// an error but ends the process, and says why before.
/// </summary>
internal static class PocketSphinxMessages
{
    public static unsafe void Silence()
    {
        SphinxBase.err_set_logfp(0);
        SphinxBase.err_set_callback(&Take, 0);
    }

    // The values that belong into the format cannot be had here.
    [UnmanagedCallersOnly]
    private static unsafe void Take(nint unused, int level, byte* format)
    {
        if (level >= SphinxBase.FatalLevel)
            Console.Error.WriteLine($"PocketSphinx gives up: {Marshal.PtrToStringUTF8((nint)format)?.Trim()}");
    }
}
