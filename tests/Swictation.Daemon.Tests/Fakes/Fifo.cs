using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Named pipes.</summary>
internal static partial class Fifo
{
    private const uint OwnerOnly = 0x180; // 0600

    public static void Make(string path) => Assert.Equal(0, mkfifo(path, OwnerOnly));

    /// <summary>A writer; there has to be a reader already. What is written is there at once.</summary>
    public static FileStream OpenWriter(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public static void WriteText(this FileStream writer, string text) => writer.Write(Encoding.UTF8.GetBytes(text));

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);
}
