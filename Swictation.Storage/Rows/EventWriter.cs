using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>The statements of the append path, prepared once on the writing connection. One thread at a time.</summary>
internal sealed class EventWriter(SqliteConnection connection) : IDisposable
{
    private const string InsertEvent =
        """
        INSERT INTO events (seq, session_id, at_us, type, version, body, checksum, salt)
        VALUES (@seq, @session_id, @at_us, @type, @version, @body, @checksum, iif(@carries_words, randomblob(16), NULL));
        """;

    private const int LongestTypeOnStack = 128;

    private readonly RawStatement _begin = new(connection, "BEGIN IMMEDIATE;");
    private readonly RawStatement _insert = new(connection, InsertEvent);
    private readonly RawStatement _commit = new(connection, "COMMIT;");
    private readonly RawStatement _rollback = new(connection, "ROLLBACK;");

    /// <summary>True between transactions only where one could neither be committed nor be given up.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>
    /// SQLite ends a transaction by itself after some errors, a full disk among them. Where a disk fails so badly that
    /// this fails too, the next transaction cannot begin, and its rollback tries again.
    /// </summary>
    public void Rollback()
    {
        if (IsInTransaction) _rollback.TryRun();
    }

    /// <summary>Does something in one transaction, which is given up where it fails.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void InTransaction(Action work)
    {
        Begin();
        try
        {
            work();
            Commit();
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>The checksum of the event that was inserted last.</summary>
    public int LastChecksum { get; private set; }

    public void Insert(long sequence, in EventToAppend e)
    {
        var name = e.Type.Name;
        var longest = Encoding.UTF8.GetMaxByteCount(name.Length);
        var type = longest <= LongestTypeOnStack ? stackalloc byte[longest] : new byte[longest];
        type = type[..Encoding.UTF8.GetBytes(name, type)];
        LastChecksum = EventChecksum.Of(sequence, e.Session?.Value, e.AtMicroseconds, type, e.Version, e.Body.Span);

        _insert
            .Bind(1, sequence)
            .Bind(2, e.Session?.Value)
            .Bind(3, e.AtMicroseconds)
            .Bind(4, type)
            .Bind(5, e.Version)
            .Bind(6, e.Body.Span)
            .Bind(7, LastChecksum)
            .Bind(8, e.Type.CarriesWords ? 1L : 0)
            .Run();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }
}
