using System.Globalization;
using System.Text;

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
        using var input = Console.OpenStandardInput();
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
