namespace Swictation.Storage.Usage;

/// <summary>What a log and all beside it take on the disk, in bytes.</summary>
/// <param name="Database">The file of the database.</param>
/// <param name="WriteAheadLog">What is written and not copied into it yet.</param>
/// <param name="Free">Pages of the database that are used again.</param>
/// <param name="Reserve">Room that is taken for the day on which the disk is full.</param>
/// <param name="Audio">Audio by kind; all kinds are there.</param>
/// <param name="SetAside">Files that no program deletes, by their full names.</param>
/// <param name="DiskLeft">What the file system has left.</param>
/// <param name="Months">By month, the oldest first.</param>
public sealed record LogUsage(
    long Database,
    long WriteAheadLog,
    long Free,
    long Reserve,
    IReadOnlyDictionary<AudioKind, long> Audio,
    IReadOnlyList<(string Path, long Bytes)> SetAside,
    long DiskLeft,
    IReadOnlyList<MonthUsage> Months)
{
    /// <summary>Events that carry the user's words.</summary>
    public long Text => Months.Sum(month => month.Text);

    /// <summary>Metrics.</summary>
    public long Metrics => Months.Sum(month => month.Metrics);

    /// <summary>All other events.</summary>
    public long Other => Months.Sum(month => month.Other);

    /// <summary>The rest of the database: read models, the full-text index, other indexes, and room in pages.</summary>
    public long Index => Math.Max(0, Database - Free - Text - Metrics - Other);

    public long AllAudio => Audio.Values.Sum();

    public long AllSetAside => SetAside.Sum(file => file.Bytes);

    public long Total => Database + WriteAheadLog + Reserve + AllAudio + AllSetAside;
}
