using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Benchmarks.Roles;

/// <summary>
/// The program in a terminal: notes when which bytes came, a line each: microseconds since 1970 and the bytes, in
/// hexadecimal.
/// </summary>
internal static class ArrivalsReader
{
    private const int MostBytes = 64 * 1024;

    /// <param name="path">The file that it writes; it is there as soon as this reads.</param>
    public static int Run(string path)
    {
        // Not by the console, which would have the terminal wait for the end of a line.
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var bytes = new byte[MostBytes];
        while (input.Read(bytes) is > 0 and var read)
        {
            var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            file.Write(Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{now} {Convert.ToHexString(bytes.AsSpan(0, read))}\n")));
        }

        return 0;
    }
}
