using Microsoft.Data.Sqlite;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Processes;

namespace Swictation.Benchmarks.Measuring;

/// <summary>
/// What SQLite takes for one commit that survives power loss, of one row of 160 bytes, with nothing around it: the
/// floor of durability.
/// </summary>
internal static class BareCommit
{
    private const int RowBytes = 160;

    private const string Prepare =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;
        CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
        """;

    private const string Insert =
        """
        INSERT INTO events (body)
        VALUES (@body);
        """;

    /// <summary>The median in microseconds.</summary>
    public static double MeasureP50(int warmUp, int count, int rate)
    {
        using var place = new Place();
        using var connection = new SqliteConnection($"Data Source={place.Database};Pooling=False");
        connection.Open();
        using var prepare = connection.CreateCommand();
        prepare.CommandText = Prepare;
        prepare.ExecuteNonQuery();

        using var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        insert.Parameters.AddWithValue("@body", new string('x', RowBytes));
        insert.Prepare();
        var took = new Percentiles(count);
        var pacer = new Pacer(rate);
        for (var i = 0; i < warmUp + count; i++)
        {
            pacer.WaitFor(i);
            var start = TimedText.Now();
            insert.ExecuteNonQuery();
            if (i >= warmUp) took.Add(TimedText.Now() - start);
        }

        return took.At(0.5);
    }
}
