using System.Text;
using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>Standard output for much: written when its buffer is full, where the usual one writes every line by itself.</summary>
internal static class LargeOutput
{
    private const int Characters = 32 * 1024;

    /// <summary>Writes what is left when it is disposed.</summary>
    public static StreamWriter Open() =>
        new(PlainConsole.OpenOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Characters)
        {
            NewLine = "\n",
        };
}
