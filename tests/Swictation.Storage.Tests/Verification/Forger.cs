using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;

namespace Swictation.Storage.Tests.Verification;

/// <summary>Somebody who changes a log by hand and knows how it is made: no guard refuses, and the checksums agree.</summary>
internal sealed class Forger : IDisposable
{
    private readonly SqliteConnection _connection;

    public Forger(string path)
    {
        _connection = SqliteLogs.OpenRaw(path, SqliteOpenMode.ReadWrite);
        Guards.SwitchOff(_connection);
    }

    public void Dispose() => _connection.Dispose();

    public int Execute(string sql) => _connection.Execute(sql);

    /// <summary>Gives an event its checksum, as if it had been written so.</summary>
    public void Seal(long position)
    {
        var row = _connection.QuerySingle<Row>(
            "SELECT session_id AS SessionId, at_us AS AtUs, type AS Type, version AS Version, body AS Body FROM events WHERE seq = @position;",
            new { position });
        var checksum = EventChecksum.Of(
            position, row.SessionId, row.AtUs, Encoding.UTF8.GetBytes(row.Type), row.Version, Encoding.UTF8.GetBytes(row.Body));
        _connection.Execute("UPDATE events SET checksum = @checksum WHERE seq = @position;", new { checksum, position });
    }

    private sealed record Row(long? SessionId, long AtUs, string Type, long Version, string Body);
}
