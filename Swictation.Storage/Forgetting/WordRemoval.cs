using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Takes the words out of one event and of all that was made of it: the statements of one transaction, on the writing
/// connection. The rows of the read models are then what <see cref="ProjectionSql"/> makes of what is left.
/// </summary>
internal sealed class WordRemoval(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT events.session_id, at_us, type, version, body, coalesce(salt, randomblob(16)), segments.characters
        FROM events NOT INDEXED
        LEFT JOIN segments ON segments.id = events.seq
        WHERE seq = @seq;
        """;

    private const string Update =
        """
        UPDATE events
        SET body = @body, checksum = @checksum, salt = NULL
        WHERE seq = @seq;
        """;

    // An event has a row in one of them.
    private static readonly string[] Blanks = [BlankIn("segments"), BlankIn("revisions"), BlankIn("annotations")];

    private const string DropConfidence =
        """
        UPDATE segments
        SET confidence = NULL
        WHERE id = @seq - 1 AND session_id = @session;
        """;

    private const string BlankFailure =
        """
        UPDATE failed_segments
        SET reason = '', is_settled = 1
        WHERE id = @seq;
        """;

    private readonly RawStatement _select = new(connection, Select);
    private readonly RawStatement _update = new(connection, Update);
    private readonly RawStatement[] _blanks = [.. Blanks.Select(sql => new RawStatement(connection, sql))];
    private readonly SearchIndex _index = new(connection);
    private readonly RawStatement _dropConfidence = new(connection, DropConfidence);
    private readonly RawStatement _blankFailure = new(connection, BlankFailure);

    /// <returns>False where there is no such event.</returns>
    public bool Run(long position, bool keepsCounts)
    {
        if (Read(position, keepsCounts) is not { } left) return false;

        var type = Encoding.UTF8.GetBytes(left.Type.Name);
        var checksum = EventChecksum.Of(
            position, left.Session?.Value, left.AtMicroseconds, type, left.Version, left.Body.Span);
        _update.Bind(1, left.Body.Span).Bind(2, (long)checksum).Bind(3, position).Run();
        if (left.Type == SegmentMeasured.TypeName) _dropConfidence.Bind(1, position).Bind(2, left.Session?.Value).Run();
        else if (left.Type == SegmentFailed.TypeName) _blankFailure.Bind(1, position).Run();
        else BlankText(position);
        return true;
    }

    public void Dispose()
    {
        _select.Dispose();
        _update.Dispose();
        foreach (var blank in _blanks) blank.Dispose();
        _index.Dispose();
        _dropConfidence.Dispose();
        _blankFailure.Dispose();
    }

    private static string BlankIn(string table) =>
        $"""
        UPDATE {table}
        SET text = '', searchable = NULL
        WHERE id = @seq;
        """;

    private void BlankText(long position)
    {
        _index.Remove(position);
        foreach (var blank in _blanks) blank.Bind(1, position).Run();
        _index.Add(position);
    }

    private StoredEvent? Read(long position, bool keepsCounts)
    {
        try
        {
            if (!_select.Bind(1, position).Step()) return null;

            var body = _select.Utf8(4);
            var stored = new StoredEvent(
                position,
                _select.IsNull(0) ? null : new SessionId(_select.Int64(0)),
                _select.Int64(1),
                EventType.FromUtf8(_select.Utf8(2)),
                (int)_select.Int64(3),
                body.ToArray());
            var commitment = Commitment.To(_select.Blob(5), body);
            long? characters = _select.IsNull(6) ? null : _select.Int64(6);
            return stored with { Body = Remains.Of(stored, commitment, characters, keepsCounts) };
        }
        finally
        {
            _select.Reset();
        }
    }
}
