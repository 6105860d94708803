using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>The statements of the append path, prepared once on the writing connection. One thread at a time.</summary>
internal sealed class EventWriter(SqliteConnection connection) : IDisposable
{
    // With its position: another row that has it makes this fail.
    private const string InsertEvent =
        """
        INSERT INTO events (session_id, at_us, type, version, body, checksum, salt, seq)
        VALUES (@session_id, @at_us, @type, @version, @body, @checksum, @salt, @seq);
        """;

    // Behind the row that this transaction has inserted: SQLite goes to the end of the table and searches no place in it, which is
    // a tenth of an append under load.
    private const string InsertNext =
        """
        INSERT INTO events (session_id, at_us, type, version, body, checksum, salt)
        VALUES (@session_id, @at_us, @type, @version, @body, @checksum, @salt);
        """;

    private const int PositionOfSequence = 8;
    private const int LongestTypeOnStack = 128;

    private readonly RawStatement _begin = new(connection, "BEGIN IMMEDIATE;");
    private readonly RawStatement _insert = new(connection, InsertEvent);
    private readonly RawStatement _insertNext = new(connection, InsertNext);
    private readonly SaltSource _salts = new();
    private readonly RawStatement _commit = new(connection, "COMMIT;");
    private readonly RawStatement _rollback = new(connection, "ROLLBACK;");

    private bool _hasBegun;

    // The row that the transaction has inserted last.
    private long? _inserted;

    /// <summary>True between transactions only where one could neither be committed nor be given up.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public void Begin()
    {
        _begin.Run();
        _hasBegun = true;
    }

    public void Commit()
    {
        End();
        _commit.Run();
    }

    /// <summary>
    /// SQLite ends a transaction by itself after some errors, a full disk among them. Where a disk fails so badly that
    /// this fails too, the next transaction cannot begin, and its rollback tries again.
    /// </summary>
    public void Rollback()
    {
        End();
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

        var isNext = _inserted == sequence - 1;
        var statement = isNext ? _insertNext : _insert.Bind(PositionOfSequence, sequence);
        statement
            .Bind(1, e.Session?.Value)
            .Bind(2, e.AtMicroseconds)
            .Bind(3, type)
            .Bind(4, e.Version)
            .Bind(5, e.Body.Span)
            .Bind(6, LastChecksum);
        if (e.Type.CarriesWords)
            statement.BindBlob(7, _salts.Next());
        else
            statement.Bind(7, (long?)null);
        statement.Run();
        if (isNext && statement.LastRow is var row && row != sequence)
            throw new SqliteException($"event {sequence} would be stored as event {row}", raw.SQLITE_CONSTRAINT);
        if (_hasBegun) _inserted = sequence;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _insertNext.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }

    private void End()
    {
        _hasBegun = false;
        _inserted = null;
    }
}
