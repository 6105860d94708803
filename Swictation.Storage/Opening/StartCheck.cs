using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Storage.Reading;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Opening;

/// <summary>
/// Looks at what a start needs of a database, and at the whole of it only when there is reason to (promise P7: a start
/// does not take longer because the log is long). Run on the writing connection, after the migrations.
/// </summary>
internal static class StartCheck
{
    /// <summary>Events before the head that are read at every start.</summary>
    private const int NewestEvents = 500;

    private const string FullCheck = "PRAGMA integrity_check(1);";
    private const string Fine = "ok";
    // Nothing is read: what can be wrong shows when the statement is prepared.
    private const string OpenFullText =
        """
        SELECT rowid
        FROM transcripts_fts
        LIMIT 0;
        """;

    private const string NewestSessionOfReadModels =
        """
        SELECT id
        FROM sessions
        WHERE NOT EXISTS (SELECT 1 FROM imported_sessions WHERE imported_sessions.id = sessions.id)
        ORDER BY id DESC
        LIMIT 1;
        """;

    // Of STRICT tables the check looks at the kinds of their values too, so that another page's rows are seen.
    private static readonly string[] SmallTables =
        ["sqlite_schema", "log_identity", "read_model_checkpoint", "removed_events", "forgetting", "forgetting_files"];

    /// <summary>
    /// The header, the schema, the small tables, the end of the log, the newest events, and those from which is folded.
    /// </summary>
    /// <returns>What <see cref="SchemaCheck.Restore"/> makes again.</returns>
    /// <exception cref="EventLogDamagedException">Something of it is not what was written.</exception>
    /// <exception cref="SqliteException">The same, as SQLite sees it.</exception>
    public static IReadOnlyList<string> CheckWhatIsNeeded(SqliteConnection connection, string path)
    {
        foreach (var table in SmallTables)
            Expect(connection.ExecuteScalar<string>($"PRAGMA quick_check('{table}');"), path);
        var missing = SchemaCheck.FindMissing(connection, path);
        connection.Execute(OpenFullText);

        using var pool = new ReaderPool(path);
        using var rented = pool.Rent();
        var logId = rented.Connection.ReadLogId();
        var head = rented.Connection.ReadHead();
        EdgeCheck.Run(connection, path, logId, head);
        ReadAll(rented.Connection, Math.Max(0, head - NewestEvents), head, path);
        using var reader = new SqliteEventLogReader(pool, new LiveHead(head), logId);
        foreach (var stored in reader.ReadForFold())
            LegacyCheck.Run(stored, rented.Connection.ChecksummedFrom, path);

        var known = rented.Connection.Landmarks.FindSession(head);
        if (RawStatement.RunScalar(connection, NewestSessionOfReadModels) > known)
            throw new EventLogDamagedException(
                path, new Reason(ReasonCode.IndexDamaged, $"it knows of no session after {known}, its read models do"));
        return missing;
    }

    /// <summary>Everything: SQLite's own check, and every event. Takes about a second for a million events.</summary>
    /// <inheritdoc cref="CheckWhatIsNeeded"/>
    public static void CheckAll(SqliteConnection connection, string path)
    {
        Expect(connection.ExecuteScalar<string>(FullCheck), path);
        using var reader = new ReaderConnection(path);
        ReadAll(reader, 0, reader.ReadHead(), path);
    }

    private static void ReadAll(ReaderConnection reader, long after, long head, string path)
    {
        var position = after;
        while (position < head)
        {
            var page = reader.ReadPage(position);
            if (page.IsEmpty)
                throw new EventLogDamagedException(path, new Reason(ReasonCode.EventMissing, $"{position + 1}"));
            for (var i = 0; i < page.Count; i++) LegacyCheck.Run(page[i], reader.ChecksummedFrom, path);
            position = page.Last;
        }
    }

    private static void Expect(string? result, string path)
    {
        if (result == Fine) return;
        throw new EventLogDamagedException(path, (result ?? "a check says nothing").ReplaceLineEndings(" "));
    }
}
