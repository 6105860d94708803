using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// Finds how large the pages of a database are where no header says it any more: only at the distance of the right size are
/// pages that are filled from one end to the other, as those of trees are.
/// </summary>
/// <param name="database">Its file; null for none.</param>
/// <param name="wal">Its write-ahead log; null for none.</param>
internal sealed class PageSizeFinder(FileStream? database, FileStream? wal)
{
    private const int Smallest = 512;
    private const int Largest = 65_536;

    // Of each file, evenly spread: most pages are those of trees.
    private const int MostLooks = 500;

    /// <summary>The size with which most pages are whole; that of new databases where none is.</summary>
    public int Find()
    {
        var (found, most) = (PageLayout.PageBytes, 0);
        for (var size = Smallest; size <= Largest; size *= 2)
        {
            if (Count(size) is var whole && whole > most) (found, most) = (size, whole);
        }

        return found;
    }

    private int Count(int size)
    {
        var (tree, whole) = (new TreePage(size), 0);
        var page = new byte[WalReader.FrameHeaderBytes + size];
        foreach (var index in Spread(database?.Length / size ?? 0))
        {
            if (DatabaseImage.TryRead(database, index * size, page.AsSpan(0, size)) && tree.IsWhole(page.AsSpan(0, size), (uint)index + 1)) whole++;
        }

        foreach (var index in Spread((wal?.Length - WalReader.HeaderBytes) / page.Length ?? 0))
        {
            if (DatabaseImage.TryRead(wal, WalReader.HeaderBytes + (index * page.Length), page)
                && tree.IsWhole(page.AsSpan(WalReader.FrameHeaderBytes), BinaryPrimitives.ReadUInt32BigEndian(page))) whole++;
        }

        return whole;
    }

    private static IEnumerable<long> Spread(long pages)
    {
        for (var look = 0L; look < Math.Min(pages, MostLooks); look++) yield return pages <= MostLooks ? look : look * pages / MostLooks;
    }
}
