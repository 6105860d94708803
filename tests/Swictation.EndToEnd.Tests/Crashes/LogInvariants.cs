using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Sockets.Client;
using Swictation.Storage;
using Swictation.Storage.Opening;
using Swictation.Storage.Verification;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>What has to be true of a log, whatever has happened to the daemons that recorded it.</summary>
internal static partial class LogInvariants
{
    private static readonly string[] ReadModels =
    [
        "SELECT * FROM sessions ORDER BY id",
        "SELECT * FROM segments ORDER BY id",
        "SELECT count(*) FROM transcripts_fts WHERE transcripts_fts MATCH 'sentence'",
    ];

    /// <summary>
    /// Everything that a client has received is in the log, at its position, byte for byte (P1, P2, P3).
    /// </summary>
    public static void AssertHolds(string database, IEnumerable<ReceivedEvent> received)
    {
        using var connection = Open(database);
        foreach (var chunk in received.Chunk(1000))
        {
            var stored = connection
                .Query<(long Seq, string Body)>(
                    "SELECT seq, body FROM events WHERE seq BETWEEN @first AND @last",
                    new { first = chunk.Min(e => e.Sequence), last = chunk.Max(e => e.Sequence) })
                .ToDictionary(row => row.Seq, row => row.Body);
            foreach (var e in chunk)
            {
                Assert.True(stored.TryGetValue(e.Sequence, out var body), $"Event {e.Sequence} is not in the log.");
                Assert.Equal(SessionField().Replace(body, ""), FieldsOf(e));
            }
        }
    }

    /// <summary>Positions are contiguous from 1 (P2).</summary>
    public static long AssertContiguous(string database)
    {
        using var connection = Open(database);
        var (count, first, last) = connection.QuerySingle<(long, long?, long?)>(
            "SELECT count(*), min(seq), max(seq) FROM events");
        Assert.Equal((count, (long?)1, (long?)count), (count, first, last));
        return count;
    }

    /// <summary>Every session has one start and one end, but for an open last one.</summary>
    public static void AssertSessionsAreClosed(string database, bool lastMayBeOpen = false)
    {
        using var connection = Open(database);
        var sessions = connection.Query<(long Id, long Starts, long Ends)>(
            """
            SELECT session_id, sum(type = 'session_start'), sum(type = 'session_end')
            FROM events
            WHERE session_id IS NOT NULL
            GROUP BY session_id
            ORDER BY session_id
            """).AsList();
        var ids = Enumerable.Range(1, sessions.Count).Select(id => (long)id);
        Assert.Equal(ids, sessions.Select(session => session.Id));
        var closed = lastMayBeOpen ? sessions.SkipLast(1) : sessions;
        Assert.All(closed, session => Assert.Equal((1, 1), (session.Starts, session.Ends)));
    }

    /// <summary>
    /// SQLite finds nothing, the read models are what a rebuild makes (P8), and all is what was written (P12). The daemon has ended.
    /// </summary>
    public static async Task AssertSoundAsync(string database)
    {
        var verified = LogVerification.Run(database, new(), TimeProvider.System);
        Assert.True(verified.IsWhole, string.Join("; ", verified.Problems));
        var copy = database + ".copy";
        File.Copy(database, copy, overwrite: true);
        await using var log = SqliteEventLog.Open(
            new(copy) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        // A daemon that ends does not wait for them beyond some seconds.
        await Eventually.IsTrueAsync(() => log.ReadModelLag == 0, "the read models are level");
        var followed = ReadModels.Select(sql => Rows(copy, sql)).ToArray();
        log.RebuildReadModels();
        Assert.Equal(followed, ReadModels.Select(sql => Rows(copy, sql)));
        using var connection = Open(database);
        Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    private static List<string> Rows(string database, string sql)
    {
        using var connection = Open(database);
        return [.. connection.Query(sql).Select(row => string.Join('|', ((IDictionary<string, object>)row).Values))];
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    // Under protocol 2 position, time and session stand in front of the fields that are stored.
    private static string FieldsOf(in ReceivedEvent e) =>
        NumberedPrefix().Replace(Encoding.UTF8.GetString(e.Line.Span), "{");

    [GeneratedRegex("""^\{"seq":\d+,"at":"[^"]+","session_id":(null|\d+),""")]
    private static partial Regex NumberedPrefix();

    [GeneratedRegex("""(?<=^\{"type":"[a-z_]+",("state":"[a-z]+",)?)"session_id":(null|\d+),""")]
    private static partial Regex SessionField();
}
