using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>What people have added to the sessions of a log, as far as an import has to know it.</summary>
internal sealed class KnownAdditions
{
    private const string SelectOrigins =
        """
        SELECT
            CAST(coalesce(body ->> '$.origin.log', '') AS TEXT),
            CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER)
        FROM events NOT INDEXED
        WHERE seq IN (SELECT id FROM annotations UNION ALL SELECT id FROM revisions)
            AND instr(body, '"origin":{') > 0 AND json_valid(body);
        """;

    private const string SelectOfSession =
        """
        SELECT CASE kind WHEN 'tag' THEN 'tag ' || text ELSE kind END, max(timestamp)
        FROM annotations
        WHERE session_id = @session AND kind IN ('title', 'tag')
        GROUP BY 1;
        """;

    private const string SelectOfSentence =
        """
        SELECT CAST(round(coalesce(max(timestamp), 0) * 1e6) AS INTEGER)
        FROM revisions
        WHERE segment = @sentence;
        """;

    private readonly SqliteConnection _connection;
    private readonly HashSet<(string Log, long Position)> _origins = [];

    /// <param name="connection">Of a log whose read models are level.</param>
    public KnownAdditions(SqliteConnection connection, LogLineage lineage)
    {
        _connection = connection;
        using var select = new RawStatement(connection, SelectOrigins);
        while (select.Step()) _origins.Add(lineage.OriginOf(Encoding.UTF8.GetString(select.Utf8(0)), select.Int64(1)));
    }

    /// <summary>Whether it was imported before.</summary>
    public bool Has(string log, long position) => _origins.Contains((log, position));

    /// <summary>When each title or tag of a session was added last, in seconds since 1970, by <see cref="SourceAddition.Subject"/>.</summary>
    /// <param name="number">Its number here.</param>
    public Dictionary<string, double> ReadNewest(long number)
    {
        using var select = new RawStatement(_connection, SelectOfSession);
        return select.Bind(1, number).ReadAll(row => (Subject: Encoding.UTF8.GetString(row.Utf8(0)), At: row.Double(1)))
            .ToDictionary(row => row.Subject, row => row.At);
    }

    /// <summary>When a sentence got its newest text, in microseconds since 1970; 0 where it has its first one.</summary>
    /// <param name="sentence">Its position here.</param>
    public long FindNewestText(long sentence)
    {
        using var select = new RawStatement(_connection, SelectOfSentence);
        return select.Bind(1, sentence).RunScalar();
    }
}
