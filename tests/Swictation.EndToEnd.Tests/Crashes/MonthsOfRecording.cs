using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>A log of sessions that are months old, a day apart, with metrics every second.</summary>
internal static class MonthsOfRecording
{
    /// <summary>Minutes of a session.</summary>
    public const int Minutes = 12;

    // Events had no random bytes and no links then, and pages did not say what points to them.
    private const string MakeEarlier =
        """
        UPDATE events SET salt = NULL;
        DELETE FROM event_chain;
        UPDATE chain_origin SET provable_from = 1 + (SELECT max(seq) FROM events);
        """;

    private const string MakeAnew = "PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM; PRAGMA journal_mode = WAL;";

    /// <summary>Makes it at a path where nothing is.</summary>
    public static async Task RecordAsync(string path, int sessions)
    {
        var faker = new EventFaker(seed: 77);
        await using var log = SqliteEventLog.Open(
            new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);
        for (var id = 1; id <= sessions; id++)
        {
            var (session, start) = (new SessionId(id), DateTimeOffset.UtcNow.AddDays(id - sessions - 30));
            SessionEvent[] events =
            [
                new SessionStart(session, start),
                new StateChange(session, start, Phase.Recording),
                .. Enumerable.Range(0, Minutes * 60).SelectMany(second => Second(faker, session, start.AddSeconds(second), second)),
                new SessionEnd(session, start.AddMinutes(Minutes)),
                new StateChange(null, start.AddMinutes(Minutes), Phase.Idle),
            ];
            log.Append([.. events.Select(WireWriter.ToAppend)]);
        }
    }

    /// <summary>Makes of it what an earlier version has left: without a chain, in a file that cannot be shortened.</summary>
    public static void MakeEarlierVersion(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        var guards = connection.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").AsList();
        foreach (var (name, _) in guards) connection.Execute($"DROP TRIGGER {name}");
        connection.Execute(MakeEarlier);
        foreach (var (_, sql) in guards) connection.Execute(sql);
        connection.Execute(MakeAnew);
    }

    private static IEnumerable<SessionEvent> Second(EventFaker faker, SessionId session, DateTimeOffset at, int second)
    {
        if (second % 15 == 14) yield return faker.Transcription(session) with { At = at };
        yield return new MetricsUpdate(session, at, Phase.Recording, new(second / 15, second, 120, second, 200), new(0, 0, 1));
    }
}
