using System.Buffers.Binary;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Opening;

/// <summary>
/// Whether a write-ahead log has all that was committed to it. A torn end without a commit is what every crash may
/// leave and is no damage; a commit behind a frame that is damaged, or fewer frames than its index has seen, is: SQLite
/// would open the database without a word, and positions that clients have seen would be given out again (promise P2).
/// So is an empty database of which is kept how far it had come. Takes as long as reading the file once; to be done before
/// SQLite opens it.
/// </summary>
internal static class WalInspection
{
    /// <summary>How it is damaged; null if it is not.</summary>
    public static string? FindDamage(string databasePath)
    {
        var index = WalIndex.Read(databasePath);
        if (!DatabaseFile.HasWal(databasePath))
        {
            if (new FileInfo(databasePath) is { Exists: true, Length: 0 } && KeptHead.Read(databasePath) is { Position: > 0 } kept)
                return $"it is empty, but {kept.Position} events were stored";

            return index is { } left && left.Backfilled < left.Frames && new FileInfo(databasePath) is { Length: > 0 }
                ? $"its write-ahead log of {left.Frames} frames is missing"
                : null;
        }

        if (new FileInfo(databasePath) is not { Exists: true, Length: > 0 })
            return "it is missing or empty, though its write-ahead log is there";

        using var wal = new WalReader(DatabaseFile.WalOf(databasePath));
        if (wal.HasIntactHeader) return FindDamage(wal, index);
        if (WalFile.IsOverwritten(wal.Header)) return null;

        // A crash may leave the beginning of a header, but nothing behind it.
        return wal.Length > WalReader.HeaderBytes ? "its write-ahead log has a damaged header" : null;
    }

    private static string? FindDamage(WalReader wal, WalIndex? index)
    {
        long committed = 0, commitsBehind = 0;
        foreach (var frame in wal.ReadFrames(wal.PageSize))
        {
            if (!frame.IsCommit) continue;
            if (frame.IsIntact) committed = frame.Number;
            else if (frame.Number > wal.BrokenAt) commitsBehind++;
        }

        if (commitsBehind > 0)
            return $"its write-ahead log is damaged in frame {wal.BrokenAt}, with {commitsBehind} commits behind it";
        return index is { } seen && seen.Frames > committed
            && seen.Salts == BinaryPrimitives.ReadUInt64LittleEndian(wal.Salts)
                ? $"its write-ahead log has {committed} frames of the {seen.Frames} that were committed"
                : null;
    }
}
