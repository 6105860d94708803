using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// Reads rows of sessions, ten thousand of them for a list: through the layers above SQLite that took longer than finding them.
/// For one question; sessions that follow each other share their texts, such as the name of the recogniser.
/// </summary>
internal sealed class SessionRows
{
    // In the order in which the query selects them.
    private const int Columns = 17;

    private readonly (string? Text, byte[] Utf8)[] _last = new (string?, byte[])[Columns];

    /// <param name="sql">Selects the properties of <see cref="SessionSummary"/> in their order.</param>
    /// <param name="parameters">In the order in which they are first named.</param>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static List<SessionSummary> Read(SqliteConnection connection, string sql, params ReadOnlySpan<long> parameters)
    {
        using var statement = new RawStatement(connection, sql);
        for (var i = 0; i < parameters.Length; i++) statement.Bind(i + 1, parameters[i]);
        return statement.ReadAll(new SessionRows().RowOf);
    }

    private SessionSummary RowOf(RawStatement row) => new()
    {
        Id = row.Int64(0),
        StartTime = row.Double(1),
        EndTime = row.IsNull(2) ? null : row.Double(2),
        DurationS = row.IsNull(3) ? null : row.Double(3),
        EndReason = TextAt(row, 4),
        Segments = row.Int64(5),
        Words = row.Int64(6),
        Wpm = row.Double(7),
        WithoutText = row.Int64(8),
        Imported = row.Int64(9),
        Recogniser = TextAt(row, 10),
        Model = TextAt(row, 11),
        Sha256 = TextAt(row, 12),
        Language = TextAt(row, 13),
        Settings = TextAt(row, 14),
        Title = TextAt(row, 15),
        Tags = TextAt(row, 16),
    };

    private string? TextAt(RawStatement row, int column)
    {
        if (row.IsNull(column)) return null;

        var text = row.Utf8(column);
        if (_last[column].Text is { } last && text.SequenceEqual(_last[column].Utf8)) return last;
        _last[column] = (Encoding.UTF8.GetString(text), text.ToArray());
        return _last[column].Text;
    }
}
