using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>
/// Takes events out of the log and leaves their ranges, inside a transaction of the writing connection that also appends the
/// event that says so. One thread at a time.
/// </summary>
internal sealed class EventRemoval(SqliteConnection connection) : IDisposable
{
    private const string Delete =
        """
        DELETE FROM events
        WHERE seq >= @first AND seq <= @last;
        """;

    private const string AddRange =
        """
        INSERT INTO removed_events (first, last, reason, event)
        VALUES (@first, @last, @reason, @event);
        """;

    private readonly RawStatement _delete = new(connection, Delete);
    private readonly RawStatement _addRange = new(connection, AddRange);
    private readonly EventPacking _packing = new(connection);

    /// <param name="ranges">In order, each of positions whose events are all there.</param>
    /// <param name="saidBy">Position of the event that says so, which is newer than all of them.</param>
    public void Run(IReadOnlyList<RemovedRange> ranges, long saidBy)
    {
        foreach (var (first, last, reason) in ranges)
        {
            _delete.Bind(1, first).Bind(2, last).Run();
            _addRange.Bind(1, first).Bind(2, last).Bind(3, Encoding.UTF8.GetBytes(reason.Name)).Bind(4, saidBy).Run();
        }

        if (ranges[0].Reason == RemovalReason.Retention && EventPacking.IsWorthIt(ranges)) _packing.Run(ranges[0].First, ranges[^1].Last);
    }

    public void Dispose()
    {
        _delete.Dispose();
        _addRange.Dispose();
        _packing.Dispose();
    }
}
