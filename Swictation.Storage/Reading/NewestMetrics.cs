using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>
/// Finds the newest metrics before a position. No index has them, which would cost each second of a recording a page, so the
/// log is read backwards: they are near wherever somebody records, and an idle daemon appends some now and then.
/// One thread at a time.
/// </summary>
internal sealed class NewestMetrics(SqliteConnection connection) : IDisposable
{
    /// <summary>So many events before the position are looked at in any case.</summary>
    public const int LookedAt = 1_000;

    /// <summary>Longer than this no daemon goes on without metrics: where there are none within it, there are none near.</summary>
    public static readonly TimeSpan Longest = MetricsUpdate.IdleInterval + TimeSpan.FromMinutes(5);

    // Flat out a recording has tens of thousands of events between two of them.
    private const int Most = 100_000;

    private const string Backwards =
        """
        SELECT seq, at_us, type = 'metrics_update'
        FROM events NOT INDEXED
        WHERE seq >= @from AND seq <= @up_to
        ORDER BY seq DESC;
        """;

    private readonly RawStatement _backwards = new(connection, Backwards);

    /// <param name="from">None before this one is wanted.</param>
    /// <returns>Its position; 0 where there is none near.</returns>
    public long Find(long from, long upTo)
    {
        _backwards.Bind(1, Math.Max(from, upTo - Most)).Bind(2, upTo);
        try
        {
            long? newestUs = null;
            for (var looked = 1; _backwards.Step(); looked++)
            {
                if (_backwards.Int64(2) != 0) return _backwards.Int64(0);

                var atUs = _backwards.Int64(1);
                newestUs ??= atUs;
                if (looked >= LookedAt && newestUs - atUs > Longest.TotalMicroseconds) return 0;
            }
        }
        finally
        {
            _backwards.Reset();
        }

        return 0;
    }

    public void Dispose() => _backwards.Dispose();
}
