using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Errors;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Queries;

/// <summary>Asks a log with SQL of the user's own, which can change nothing. One thread at a time.</summary>
public sealed class ReadOnlySql : IDisposable
{
    private readonly SqliteConnection _connection;

    private ReadOnlySql(SqliteConnection connection) => _connection = connection;

    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    public static ReadOnlySql Open(string path)
    {
        var resolved = DatabaseName.Resolve(path);
        DatabaseInspector.CheckForReading(resolved);
        var connection = DatabaseFile.OpenForReading(resolved);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;";
        command.ExecuteNonQuery();
        return new(connection);
    }

    /// <summary>Runs statements, and gives the rows of each that has some while they are found.</summary>
    /// <param name="begin">Gets the names of a result's columns.</param>
    /// <param name="row">Gets a row: whole numbers, floating-point numbers, texts, bytes or null.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before it was done.</exception>
    /// <exception cref="SqliteException">SQLite refuses it.</exception>
    public void Run(
        string sql, Action<IReadOnlyList<string>> begin, Action<object?[]> row, CancellationToken cancellationToken)
    {
        var handle = _connection.Handle!;
        using var interrupting = cancellationToken.Register(() => raw.sqlite3_interrupt(handle));
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            do
            {
                if (reader.FieldCount == 0) continue;
                begin([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
                while (reader.Read()) row(RowOf(reader));
            }
            while (reader.NextResult());
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    public void Dispose() => _connection.Dispose();

    private static object?[] RowOf(SqliteDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return row;
    }
}
