using System.Runtime.InteropServices;
using Swictation.Daemon.Recognition.Native;

namespace Swictation.Daemon.Recognition;

/// <summary>
/// Keeps PocketSphinx quiet. Of its many messages only one kind matters: on some damage to a model it does not return
/// an error but ends the process, and without a word if nobody writes one.
/// </summary>
internal static class PocketSphinxMessages
{
    /// <param name="directory">The model directory, to be named if the library gives up on it.</param>
    public static unsafe void Silence(string directory)
    {
        SphinxBase.err_set_logfp(0);
        // The name is never freed: messages may come for as long as the process lives.
        SphinxBase.err_set_callback(&Take, Marshal.StringToCoTaskMemUTF8(directory));
    }

    [UnmanagedCallersOnly]
    private static unsafe void Take(nint directory, int level, byte* format)
    {
        if (level < SphinxBase.FatalLevel) return;
        Console.Error.WriteLine($"{Marshal.PtrToStringUTF8(directory)}: {PocketSphinxLoader.BrokenModel}");
    }
}
