using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>What the read models say of segments that have no text.</summary>
public sealed class FailedSegmentsTests : IDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ProjectorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void P8_Segments_without_text_are_the_same_wherever_the_slices_end()
    {
        _bench.Store(History().Select(WireWriter.ToAppend).Append(Malformed()));

        _bench.ProjectUpTo(_bench.Head);
        var atOnce = _bench.Rows();
        _bench.Projector.Clear();
        for (var sequence = 1; sequence <= _bench.Head; sequence++) _bench.ProjectUpTo(sequence);

        Assert.Contains(atOnce, row => row.Contains("[reason, no memory]", StringComparison.Ordinal));
        Assert.Equal(atOnce, _bench.Rows());
    }

    [Fact]
    public async Task Read_model_and_fold_agree()
    {
        await using var open = new OpenLog();
        open.Log.Append([.. History()]);
        Eventually.True(() => open.Log.ReadModelLag == 0, "read models are level");

        var queries = new SessionQueries(open.Path);

        var fold = SegmentsWithoutText.Of(History());
        Assert.Equal(fold.All.Where(segment => segment.Session == One), queries.ReadWithoutText(One));
        Assert.Equal(2, queries.ReadWithoutText(One).Count);
        Assert.Empty(queries.ReadWithoutText(Two));
        Assert.Equal([0, 2], queries.ListSessions(limit: 2).Select(session => session.WithoutText));
    }

    [Fact]
    public void An_older_database_gets_what_its_log_says()
    {
        // Older daemons did not say that there was nothing.
        EventToAppend[] log =
            [.. History().Where(e => e is not SegmentSilent).Select(AsThen), Malformed()];
        using var directory = new TemporaryDirectory();
        using var connection = SqliteLogs.OpenRaw(directory.File("old.db"));
        Migrate(connection, Migration.Embedded.Take(5));
        var sequence = 0;
        foreach (var form in log)
        {
            connection.Execute(
                """
                INSERT INTO events (seq, session_id, at_us, type, version, body)
                VALUES (@seq, @session, @at, @type, @version, @body);
                """,
                new
                {
                    seq = ++sequence,
                    session = form.Session?.Value,
                    at = form.AtMicroseconds,
                    type = form.Type.Name,
                    version = form.Version,
                    body = Encoding.UTF8.GetString(form.Body.Span),
                });
        }

        connection.Execute("UPDATE read_model_checkpoint SET seq = @sequence;", new { sequence });
        Migrate(connection, Migration.Embedded);
        _bench.Store(log);
        _bench.ProjectUpTo(_bench.Head);

        const string Read = "SELECT * FROM segments_without_text";
        var upgraded = connection.Query(Read).Select(row => $"{row}").ToList();
        Assert.Contains(upgraded, row => row.Contains("no memory", StringComparison.Ordinal));
        Assert.Equal(_bench.Query(Read), upgraded);
    }

    // Session 1 keeps two of four: one that was tried twice, and one whose audio is lost.
    private static IEnumerable<SessionEvent> History()
    {
        yield return new SessionStart(One, Start);
        yield return new SegmentFailed(One, Start.AddSeconds(1), 0.5, 2, "too slow");
        yield return new AudioKept(One, Start.AddSeconds(1), 0.5, 2, "1-0.wav");
        yield return new SegmentFailed(One, Start.AddSeconds(2), 3, 1.25, "too slow");
        yield return new SegmentFailed(One, Start.AddSeconds(3), 4.5, 2, "too slow");
        yield return new AudioKept(One, Start.AddSeconds(3), 4.5, 2, "1-4.wav");
        yield return new SegmentFailed(One, Start.AddSeconds(3), 7, 2, "too slow");
        yield return new SessionEnd(One, Start.AddSeconds(9));
        yield return new SessionStart(Two, Start.AddSeconds(20));
        yield return new SegmentFailed(One, Start.AddSeconds(21), 0.5, 2, "no memory");
        yield return new Transcription(One, Start.AddSeconds(4), "said", 1, 1, 1);
        yield return new SegmentMeasured(One, Start.AddSeconds(4), 4.5, 2, 0, 0);
        yield return new SegmentSilent(One, Start.AddSeconds(22), 7, 2);
        yield return new SessionEnd(Two, Start.AddSeconds(30));
    }

    private static EventToAppend AsThen(SessionEvent e) =>
        e is SegmentMeasured measured ? FormerForms.OfMeasurement(measured) : WireWriter.ToAppend(e);

    private static EventToAppend Malformed() =>
        new(One, 1, SegmentFailed.TypeName, 1, """{"start_s":"early","duration_s":1e999,"error":["x"]}"""u8.ToArray());

    private static void Migrate(SqliteConnection connection, IEnumerable<Migration> migrations) =>
        new Migrator([.. migrations], NullLogger.Instance).Upgrade(connection);
}
