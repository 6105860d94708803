using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Usage;

/// <summary>Measures what a log takes, over a read-only connection, also while a daemon records into it.</summary>
/// <param name="zone">Where months begin.</param>
public sealed class UsageReader(string databasePath, string? runtimeDirectory, TimeZoneInfo zone)
{
    private const string IsCancelled =
        """
        SELECT EXISTS (
            SELECT 1
            FROM events
            WHERE session_id = @session AND type = 'session_end' AND instr(body, '"reason":"cancelled"') > 0);
        """;

    private const long MicrosecondsOfHour = 3_600_000_000;

    // Behind the kinds of events.
    private const int AudioSum = (int)EventKind.Text + 1;

    /// <summary>Reads all rows of the log, and none of its texts.</summary>
    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public LogUsage Read()
    {
        var path = DatabaseName.Resolve(databasePath);
        DatabaseInspector.CheckForReading(path);
        using var connection = DatabaseFile.OpenForReading(path);
        var months = new Dictionary<DateOnly, long[]>();
        // Over a million of them in a year: their months are found by the hour.
        foreach (var hour in SumByHour(connection))
        {
            var sums = SumsOf(months, MonthOf(hour.Key));
            for (var kind = 0; kind < hour.Value.Length; kind++) sums[kind] += hour.Value[kind];
        }

        var audio = Enum.GetValues<AudioKind>().ToDictionary(kind => kind, _ => 0L);
        using var isCancelled = new RawStatement(connection, IsCancelled);
        foreach (var (kind, at, bytes) in AudioFiles.Find(path, session => isCancelled.Bind(1, session.Value).RunScalar() != 0))
        {
            audio[kind] += bytes;
            SumsOf(months, MonthOf(at))[AudioSum] += bytes;
        }

        var pageBytes = RawStatement.RunScalar(connection, "PRAGMA page_size;");
        return new(
            pageBytes * RawStatement.RunScalar(connection, "PRAGMA page_count;"),
            LengthOf(DatabaseFile.WalOf(path)),
            pageBytes * RawStatement.RunScalar(connection, "PRAGMA freelist_count;"),
            LengthOf(ReservedRoom.PathOf(path)),
            audio,
            [.. SetAsideFiles.Find(path, runtimeDirectory).Select(file => (file, LengthOf(file)))],
            FileSystem.BytesLeft(path),
            [
                .. months.OrderBy(month => month.Key).Select(month => new MonthUsage(
                    month.Key == default ? null : month.Key,
                    month.Value[(int)EventKind.Text],
                    month.Value[(int)EventKind.Metrics],
                    month.Value[(int)EventKind.Other],
                    month.Value[AudioSum])),
            ]);
    }

    private static Dictionary<long, long[]> SumByHour(SqliteConnection connection)
    {
        var hours = new Dictionary<long, long[]>();
        var (hour, sums) = (long.MinValue, new long[AudioSum]);
        foreach (var (atUs, kind, bytes) in new EventSizes(connection).Read())
        {
            if (atUs / MicrosecondsOfHour != hour)
            {
                hour = atUs / MicrosecondsOfHour;
                if (!hours.TryGetValue(hour, out sums!)) hours.Add(hour, sums = new long[AudioSum]);
            }

            sums[(int)kind] += bytes;
        }

        return hours;
    }

    private static long[] SumsOf(Dictionary<DateOnly, long[]> months, DateOnly month)
    {
        if (!months.TryGetValue(month, out var sums)) months.Add(month, sums = new long[AudioSum + 1]);
        return sums;
    }

    // A damaged row may have any time; it has none then.
    private DateOnly MonthOf(long hour) =>
        hour is > 0 and < 24 * 366 * 8_000 ? MonthOf(DateTimeOffset.UnixEpoch.AddHours(hour)) : default;

    private DateOnly MonthOf(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new(local.Year, local.Month, 1);
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
