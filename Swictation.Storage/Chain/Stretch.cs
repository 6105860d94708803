using Microsoft.Data.Sqlite;
using Swictation.Domain.Log;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>Reads stretches of a log with what was taken out of them. One thread at a time.</summary>
internal sealed class Stretch(SqliteConnection connection) : IDisposable
{
    private const string Select =
        $"""
        SELECT {ChainedEvent.Columns}
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
        ORDER BY seq;
        """;

    private readonly RawStatement _select = new(connection, Select);
    private readonly RemovedRanges _removed = new(connection);
    private readonly List<RemovedRange> _ranges = [];

    /// <exception cref="SqliteException">It cannot be read.</exception>
    public void Read(long after, long upTo, IStretchReader reader)
    {
        var expected = after + 1;
        _select.Bind(1, after).Bind(2, upTo);
        try
        {
            while (_select.Step())
            {
                var sequence = _select.Int64(0);
                if (sequence != expected) Skip(expected, sequence - 1, reader);
                reader.TakeEvent(_select);
                expected = sequence + 1;
            }
        }
        finally
        {
            _select.Reset();
        }

        if (expected <= upTo) Skip(expected, upTo, reader);
    }

    public void Dispose()
    {
        _select.Dispose();
        _removed.Dispose();
    }

    private void Skip(long first, long last, IStretchReader reader)
    {
        _ranges.Clear();
        var isCovered = _removed.Cover(first, last, _ranges.Add);
        foreach (var range in _ranges)
        {
            if (range.First > first) reader.TakeGap(first, range.First - 1);
            reader.TakeRange(range);
            first = range.Last + 1;
        }

        if (!isCovered && first <= last) reader.TakeGap(first, last);
    }
}
