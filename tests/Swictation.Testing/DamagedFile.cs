namespace Swictation.Testing;

/// <summary>What disks, crashes and copies do to files.</summary>
public static class DamagedFile
{
    private const int Page = 4096;
    private const int Sector = 512;

    /// <summary>Damages the database or its write-ahead log.</summary>
    /// <returns>What was done, in words.</returns>
    public static string Damage(string path, Random random)
    {
        var isWal = random.Next(2) == 0;
        var file = isWal ? path + "-wal" : path;

        // As a copy leaves it, or a power cut: without the index that remembers how long the log has been.
        if (random.Next(4) == 0) File.Delete(path + "-shm");
        var bytes = File.ReadAllBytes(file);
        var (what, damaged) = random.Next(6) switch
        {
            0 => ("truncated", bytes[..random.Next(bytes.Length)]),
            1 => ("one bit flipped", Flip(bytes, random, 1)),
            2 => ("bits flipped", Flip(bytes, random, random.Next(2, 200))),
            3 => ("a bit flipped in the first page", Flip(bytes, random, 1, within: Page)),
            4 => ("sectors zeroed", Zero(bytes, random)),
            _ => ("pages exchanged", Exchange(bytes, random)),
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

    private static byte[] Exchange(byte[] bytes, Random random)
    {
        var one = random.Next(bytes.Length / Page) * Page;
        var other = random.Next(bytes.Length / Page) * Page;
        var kept = bytes.AsSpan(one, Page).ToArray();
        bytes.AsSpan(other, Page).CopyTo(bytes.AsSpan(one));
        kept.CopyTo(bytes.AsSpan(other));
        return bytes;
    }
}
