using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>The table of ranges whose events were taken out of the log. One thread at a time.</summary>
internal sealed class RemovedRanges(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT first, last, reason
        FROM removed_events
        WHERE first <= @to
            AND first >= coalesce((SELECT max(first) FROM removed_events WHERE first <= @from), @from)
        ORDER BY first;
        """;

    private readonly RawStatement _select = new(connection, Select);

    /// <summary>Whether all events of a stretch were taken out, and none is missing without a word.</summary>
    /// <param name="add">Takes each range that has something of the stretch, in order.</param>
    public bool Cover(long first, long last, Action<RemovedRange>? add = null)
    {
        var next = first;
        _select.Bind(1, last).Bind(2, first);
        try
        {
            while (next <= last && _select.Step())
            {
                var range = new RemovedRange(_select.Int64(0), _select.Int64(1), ReasonOf(_select.Utf8(2)));
                if (range.Last < next) continue;
                if (range.First > next) return false;

                add?.Invoke(range);
                next = range.Last + 1;
            }
        }
        finally
        {
            _select.Reset();
        }

        return next == last + 1;
    }

    public void Dispose() => _select.Dispose();

    private static RemovalReason ReasonOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("retention"u8)
            ? RemovalReason.Retention
            : new(System.Text.Encoding.UTF8.GetString(name));
}
