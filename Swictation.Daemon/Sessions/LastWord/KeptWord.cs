using System.Globalization;
using System.Text;
using Swictation.Plumbing.Hashing;

namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>A word as it is kept: one line of text with a checksum, the same in every place.</summary>
/// <param name="Number">Greater than that of every earlier word: clocks can be set back.</param>
/// <param name="HasEnded">The daemon has ended in an orderly way since. Its session ended with it.</param>
internal readonly record struct KeptWord(long Number, Word Word, bool HasEnded)
{
    /// <summary>
    /// The line is always this long, so that it can be written over in place, which a full disk allows.
    /// </summary>
    public const int Length = 64;

    private const string Ended = "ended";
    private const string Running = "running";

    // No user gives so many commands; a greater number is damage.
    private const long MostNumber = 1L << 52;

    public override string ToString()
    {
        var word = $"{Number.ToString(CultureInfo.InvariantCulture)} {NameOf(Word)} {(HasEnded ? Ended : Running)}";
        return $"{word} {ChecksumOf(word)}";
    }

    public byte[] ToLine() => Encoding.ASCII.GetBytes($"{ToString().PadRight(Length - 1)}\n");

    /// <summary>Null for a line that <see cref="ToLine"/> did not write, or did not finish.</summary>
    public static KeptWord? Parse(string text)
    {
        if (text.TrimEnd().Split(' ') is not [var digits, var name, var end, var checksum]) return null;
        if (checksum != ChecksumOf($"{digits} {name} {end}") || end is not (Ended or Running)) return null;

        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < MostNumber
            && Enum.TryParse<Word>(name, ignoreCase: true, out var word)
            && NameOf(word) == name
                ? new(number, word, end == Ended)
                : null;
    }

    private static string NameOf(Word word) => word switch
    {
        Word.None => "none",
        Word.Record => "record",
        Word.Stop => "stop",
        Word.Pause => "pause",
        Word.Cancel => "cancel",
        Word.Quit => "quit",
        _ => "",
    };

    private static string ChecksumOf(string text) =>
        Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
