using System.Text;

namespace Swictation.Plumbing.Text;

/// <summary>
/// Output without the runtime's own handling of terminals, which begins with a control sequence (<c>ESC[?1h</c>, the
/// keypad's application mode) that this program does not need, and reads the terminal's description for it.
/// </summary>
public static class PlainConsole
{
    /// <summary>To be called before anything is written.</summary>
    public static void UseFromNowOn()
    {
        Console.SetOut(WriterTo(Console.OpenStandardOutput()));
        Console.SetError(WriterTo(Console.OpenStandardError()));
    }

    private static StreamWriter WriterTo(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
