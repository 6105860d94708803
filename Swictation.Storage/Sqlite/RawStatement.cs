using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Storage.Sqlite.Native;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// A prepared statement without the layers above it: text goes in as UTF-8 bytes, and out so where there is much of it. For
/// what is done with each event or row; other questions use Dapper. One thread at a time.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _databaseHandle;

    // None once it is disposed of: SQLite refuses it then.
    private nint _handle;

    /// <exception cref="SqliteException">The statement does not fit the database.</exception>
    public RawStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        _databaseHandle = _database.DangerousGetHandle();
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    /// <summary>A number that a statement asks for; 0 for none, and what is no number in a damaged database.</summary>
    public static long RunScalar(SqliteConnection connection, string sql)
    {
        using var statement = new RawStatement(connection, sql);
        return statement.RunScalar();
    }

    /// <summary>Parameters count from 1, in the order in which they are first named.</summary>
    public RawStatement Bind(int parameter, long value)
    {
        Check(StatementAccess.BindInt64(_handle, parameter, value));
        return this;
    }

    public RawStatement Bind(int parameter, long? value)
    {
        if (value is { } number) return Bind(parameter, number);
        Check(StatementAccess.BindNull(_handle, parameter));
        return this;
    }

    public RawStatement Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(StatementAccess.BindText(_handle, parameter, utf8));
        return this;
    }

    public RawStatement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        Check(StatementAccess.BindBlob(_handle, parameter, bytes));
        return this;
    }

    /// <summary>True when there is a row; false at the end.</summary>
    public bool Step()
    {
        var result = StatementAccess.Step(_handle);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Fail(result);
        return false;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        var result = StatementAccess.Step(_handle);
        _ = StatementAccess.Reset(_handle);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Fail(result);
    }

    /// <summary>How many rows the statement that ran last on this connection has inserted, updated or deleted.</summary>
    public long Changes => raw.sqlite3_changes(_database);

    /// <summary>The row that was inserted last on this connection.</summary>
    public long LastRow => StatementAccess.LastRow(_databaseHandle);

    /// <summary>Runs a statement that returns no rows, for callers that can do nothing if it fails.</summary>
    public void TryRun()
    {
        _ = StatementAccess.Step(_handle);
        _ = StatementAccess.Reset(_handle);
    }

    /// <summary>The first column of the first row; 0 where it is NULL or there is no row.</summary>
    public long RunScalar()
    {
        try
        {
            return Step() ? Int64(0) : 0;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>All rows, each as it is read; the statement can be used again afterwards.</summary>
    public List<T> ReadAll<T>(Func<RawStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (Step()) rows.Add(read(this));
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    /// <summary>Ends the statement, and with it the transaction that it is in when it stands alone.</summary>
    public void Reset() => _ = StatementAccess.Reset(_handle);

    public bool IsNull(int column) => ColumnAccess.Type(_handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => ColumnAccess.Int64(_handle, column);

    public double Double(int column) => ColumnAccess.Double(_handle, column);

    /// <summary>The bytes of a text column, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => ColumnAccess.Bytes(_handle, column);

    /// <summary>A text column as a string; for what is not read by the thousand.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>The bytes of a column that is no text, valid until the next step; none where it is NULL.</summary>
    public ReadOnlySpan<byte> Blob(int column) => IsNull(column) ? default : ColumnAccess.Bytes(_handle, column);

    public void Dispose()
    {
        _handle = 0;
        _statement.Dispose();
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) Fail(result);
    }

    private void Fail(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
