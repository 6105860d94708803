using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>Reads of a log what people have added to its sessions, each with where it was added: for an export.</summary>
public sealed class AdditionReader : IDisposable
{
    private const string SelectFirstText =
        """
        SELECT text
        FROM segments
        WHERE id = @sentence;
        """;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly LogLineage _lineage;

    /// <exception cref="EventLogDamagedException">It has no name, or an event is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public AdditionReader(string path)
    {
        _path = path;
        _connection = DatabaseFile.OpenForReading(path);
        _lineage = LogLineage.Read(_connection, path);
    }

    /// <summary>In the order of the log. The texts of a sentence say its position.</summary>
    /// <exception cref="EventLogDamagedException">One is not what was written.</exception>
    public IReadOnlyList<Afterthought> Read(SessionId session) =>
    [
        .. AdditionRows.Read(_connection, session.Value, _path).Select(row => row.Added with { Origin = row.Added.Origin ?? _lineage.OriginOf(row.Position, session) }),
    ];

    /// <summary>The text that was recognised at first.</summary>
    public string? FindFirstText(long sentence)
    {
        using var select = new RawStatement(_connection, SelectFirstText);
        return select.Bind(1, sentence).Step() ? Encoding.UTF8.GetString(select.Utf8(0)) : null;
    }

    public void Dispose() => _connection.Dispose();
}
