using Microsoft.Data.Sqlite;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Usage;

/// <summary>What the disk has left, and what a log has written to it within the last day, with its audio. In bytes.</summary>
public readonly record struct DiskForecast(long Left, long LastDay)
{
    // Read models, the full-text index and other indexes of an event take about as much as the event itself.
    private const int Twice = 2;

    // More than a day of recording without a pause has.
    private const int MostEvents = 200_000;

    // What a write-ahead log may grow to in any case.
    private const long LeastDay = 16_000_000;

    /// <summary>True where another day like the last one would not fit.</summary>
    public bool IsLow => Left < Math.Max(LastDay, LeastDay);

    /// <exception cref="SqliteException">The log cannot be read.</exception>
    /// <exception cref="IOException">The disk does not say what it has left.</exception>
    public static DiskForecast Of(string databasePath, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(1);
        var sinceUs = WireTime.ToMicroseconds(since);
        using var connection = DatabaseFile.OpenForReading(databasePath);
        var events = new EventSizes(connection).ReadBackwards()
            .Take(MostEvents)
            .TakeWhile(happened => happened.AtUs >= sinceUs)
            .Sum(happened => happened.Bytes);
        var audio = AudioFiles.Find(databasePath, _ => false).Where(file => file.At >= since).Sum(file => file.Bytes);
        return new(FileSystem.BytesLeft(databasePath), (events * Twice) + audio);
    }
}
