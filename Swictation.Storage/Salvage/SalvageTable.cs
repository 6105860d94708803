using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Salvage;

/// <summary>
/// Brings what was found, page by page, into the order of the log: a temporary table, on disk when it is large. Of an
/// event that was found more than once the form found last counts.
/// </summary>
internal sealed class SalvageTable : IDisposable
{
    private const string Create =
        """
        CREATE TEMP TABLE salvaged (
            seq        INTEGER PRIMARY KEY,
            session_id INTEGER,
            at_us      INTEGER NOT NULL,
            type       TEXT NOT NULL,
            version    INTEGER NOT NULL,
            body       TEXT NOT NULL
        ) STRICT;
        """;

    private const string Insert =
        """
        INSERT OR REPLACE INTO salvaged (seq, session_id, at_us, type, version, body)
        VALUES (@seq, @session_id, @at_us, @type, @version, @body);
        """;

    private const string Select =
        """
        SELECT seq, session_id, at_us, type, version, body
        FROM salvaged
        ORDER BY seq;
        """;

    private readonly RawStatement _insert;
    private readonly RawStatement _select;

    public SalvageTable(SqliteConnection connection)
    {
        connection.Execute(Create);
        _insert = new(connection, Insert);
        _select = new(connection, Select);
    }

    public void Add(in StoredEvent found) => _insert
        .Bind(1, found.Sequence)
        .Bind(2, found.Session?.Value)
        .Bind(3, found.AtMicroseconds)
        .Bind(4, Encoding.UTF8.GetBytes(found.Type.Name))
        .Bind(5, found.Version)
        .Bind(6, found.Body.Span)
        .Run();

    public IEnumerable<StoredEvent> ReadInOrder()
    {
        while (_select.Step())
        {
            yield return new(
                _select.Int64(0),
                _select.IsNull(1) ? null : new SessionId(_select.Int64(1)),
                _select.Int64(2),
                EventType.FromUtf8(_select.Utf8(3)),
                (int)_select.Int64(4),
                _select.Utf8(5).ToArray());
        }

        _select.Reset();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _select.Dispose();
    }
}
