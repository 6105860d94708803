using System.Text;
using Swictation.Plumbing.Processes;

namespace Swictation.Plumbing.Text;

/// <summary>
/// Output without the runtime's own handling of terminals, which begins with a control sequence (<c>ESC[?1h</c>, the
/// keypad's application mode) that this program does not need, and reads the terminal's description for it.
/// </summary>
public static class PlainConsole
{
    private static readonly TimeSpan PatienceWithErrors = TimeSpan.FromSeconds(1);

    /// <summary>To be called before anything is written.</summary>
    public static void UseFromNowOn()
    {
        Console.SetOut(WriterTo(OpenOutput()));
        Console.SetError(WriterTo(new ErrorStream(PatienceWithErrors)));
    }

    /// <summary>
    /// Standard output for bytes. Writing throws an <see cref="IOException"/> where it cannot be written, and a
    /// <see cref="ReaderGoneException"/> where nobody reads it any more.
    /// </summary>
    public static Stream OpenOutput() => new OutputStream();

    /// <summary>For programs that would only find out at their first line, perhaps after hours.</summary>
    /// <exception cref="IOException">There is no standard output.</exception>
    public static void EnsureOutput()
    {
        if (!StandardDescriptors.CanWrite(StandardDescriptors.Output)) throw new IOException("standard output is closed");
    }

    private static StreamWriter WriterTo(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
