using System.Globalization;
using System.Text;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Rows;

/// <summary>
/// How far a log has come, kept beside it in the file <c>DATABASE.head</c>: a lower bound of what must be there, which
/// survives what becomes of the database and its write-ahead log. A line that is always as long, so that it can be
/// written over in place, which a full disk allows.
/// </summary>
/// <param name="LogId">Name of the log.</param>
/// <param name="Position">An event that was committed.</param>
/// <param name="Checksum">Its checksum; 0 where it is older than checksums.</param>
internal sealed record KeptHead(string LogId, long Position, int Checksum)
{
    private const int Length = 80;

    public static string PathOf(string databasePath) => databasePath + ".head";

    /// <summary>The head that is kept beside a database; null where there is none, or it is not plausible.</summary>
    public static KeptHead? Read(string databasePath)
    {
        try
        {
            return LineInPlace.Read(PathOf(databasePath), Length) is { } line ? Parse(line) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it into the place of the last one. Waits for no disk.</summary>
    /// <returns>False if that does not work: the last one, or none, is still true.</returns>
    public bool TryWrite(string databasePath)
    {
        try
        {
            LineInPlace.Write(
                PathOf(databasePath), Encoding.ASCII.GetBytes($"{this}".PadRight(Length - 1) + "\n"), isSynced: false);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{LogId} {Position} {Checksum:x8}");
        return $"{text} {SumOf(text)}";
    }

    private static KeptHead? Parse(string line)
    {
        if (line.TrimEnd().Split(' ') is not [var logId, var digits, var checksum, var sum]) return null;
        if (sum != SumOf($"{logId} {digits} {checksum}")) return null;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && int.TryParse(checksum, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
                ? new(logId, position, number)
                : null;
    }

    private static string SumOf(string text) =>
        EventChecksum.Of(0, null, 0, Encoding.ASCII.GetBytes(text), 0, default).ToString("x8", CultureInfo.InvariantCulture);
}
