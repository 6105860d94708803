using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>
/// Gives events with words of the user the random bytes that they would have, had they been written today: without them what
/// the chain has of an event says what it was when its words are forgotten. For the holder of the writing connection.
/// </summary>
internal sealed class SaltOfOlder(SqliteConnection connection) : IDisposable
{
    private static readonly string Update =
        $"""
        UPDATE events NOT INDEXED
        SET salt = randomblob(16)
        WHERE seq > @after AND seq <= @up_to AND salt IS NULL
            AND {TypesWithWords.Condition}
            AND instr(body, ',"forgotten":true,') = 0;
        """;

    private readonly RawStatement _update = new(connection, Update);

    public void Add(long after, long upTo) => _update.Bind(1, after).Bind(2, upTo).Run();

    public void Dispose() => _update.Dispose();
}
