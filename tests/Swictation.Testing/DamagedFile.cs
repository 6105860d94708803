namespace Swictation.Testing;

/// <summary>What disks, crashes and copies do to files.</summary>
public static class DamagedFile
{
    private const int Sector = 512;

    /// <summary>Damages the database or its write-ahead log.</summary>
    /// <returns>What was done, in words.</returns>
    public static string Damage(string path, Random random)
    {
        var isWal = File.Exists(path + "-wal") && random.Next(2) == 0;
        var file = isWal ? path + "-wal" : path;

        // As a copy leaves it, or a power cut: without the index that remembers how long the log has been.
        if (random.Next(4) == 0) File.Delete(path + "-shm");
        if (random.Next(2) == 0) File.Delete(path + ".head");
        var pages = DatabasePages.Of(path);
        var bytes = File.ReadAllBytes(file);
        var (what, damaged) = random.Next(10) switch
        {
            0 => ("truncated", bytes[..random.Next(bytes.Length)]),
            1 => ("one bit flipped", Flip(bytes, random, 1)),
            2 => ("bits flipped", Flip(bytes, random, random.Next(2, 200))),
            3 => ("a bit flipped in the first page", Flip(bytes, random, 1, within: pages.Size)),
            4 => ("sectors zeroed", Zero(bytes, random)),
            5 => ("pages exchanged", Exchange(bytes, random, pages.Size)),
            6 => ("a page written over another", Copy(bytes, random, pages, count: 1)),
            7 => ("pages written over others", Copy(bytes, random, pages, random.Next(2, 6))),
            8 => ("a page written over that of the newest events", CopyOver(bytes, random, pages, "\"timestamp\"")),
            _ => ("a page of the schema written over another", CopySchema(bytes, random, pages)),
        };
        File.WriteAllBytes(file, damaged);
        return $"{(isWal ? "wal" : "db")}: {what}";
    }

    private static byte[] Flip(byte[] bytes, Random random, int bits, int within = int.MaxValue)
    {
        for (var i = 0; i < bits; i++)
            bytes[random.Next(Math.Min(bytes.Length, within))] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Zero(byte[] bytes, Random random)
    {
        var first = random.Next(bytes.Length / Sector) * Sector;
        bytes.AsSpan(first, Math.Min(bytes.Length - first, Sector * random.Next(1, 20))).Clear();
        return bytes;
    }

    private static byte[] Copy(byte[] bytes, Random random, DatabasePages pages, int count)
    {
        for (var i = 0; i < count; i++) pages.Copy(bytes, AnyPage(bytes, random, pages.Size), AnyPage(bytes, random, pages.Size));
        return bytes;
    }

    private static byte[] CopyOver(byte[] bytes, Random random, DatabasePages pages, string text)
    {
        pages.Copy(bytes, AnyPage(bytes, random, pages.Size), pages.FindNewest(bytes, text));
        return bytes;
    }

    private static byte[] CopySchema(byte[] bytes, Random random, DatabasePages pages)
    {
        pages.Copy(bytes, pages.FindNewest(bytes, "CREATE "), AnyPage(bytes, random, pages.Size));
        return bytes;
    }

    private static int AnyPage(byte[] bytes, Random random, int size) => random.Next(bytes.Length / size);

    private static byte[] Exchange(byte[] bytes, Random random, int size)
    {
        var one = AnyPage(bytes, random, size) * size;
        var other = AnyPage(bytes, random, size) * size;
        var kept = bytes.AsSpan(one, size).ToArray();
        bytes.AsSpan(other, size).CopyTo(bytes.AsSpan(one));
        kept.CopyTo(bytes.AsSpan(other));
        return bytes;
    }
}
