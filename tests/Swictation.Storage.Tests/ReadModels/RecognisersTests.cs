using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>What the read models say of what recognised a session.</summary>
public sealed class RecognisersTests : IDisposable
{
    private const string RecogniserOfEach =
        """
        SELECT t.text || ' by ' || (
            SELECT r.recogniser
            FROM recognisers AS r
            WHERE r.session_id = t.session_id AND r.id < t.seq
            ORDER BY r.id DESC
            LIMIT 1)
        FROM transcripts AS t
        ORDER BY t.seq;
        """;

    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Recogniser Whisper = new("whisper", "/m.bin", new('a', 64), "de", "threads=4");
    private static readonly Recogniser Server = new("server", "big");

    private readonly ProjectorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void P8_Recognisers_are_the_same_wherever_the_slices_end()
    {
        _bench.Store(History().Select(WireWriter.ToAppend).Append(Malformed()));

        _bench.ProjectUpTo(_bench.Head);
        var atOnce = _bench.Rows();
        _bench.Projector.Clear();
        for (var sequence = 1; sequence <= _bench.Head; sequence++) _bench.ProjectUpTo(sequence);

        Assert.Contains(atOnce, row => row.Contains("[recogniser, whisper]", StringComparison.Ordinal));
        Assert.Equal(atOnce, _bench.Rows());
    }

    [Fact]
    public async Task Each_transcription_has_its_recogniser_in_SQL_and_each_session_its_newest()
    {
        await using var open = new OpenLog();
        open.Log.Append([.. History()]);
        Eventually.True(() => open.Log.ReadModelLag == 0, "read models are level");

        using var raw = SqliteLogs.OpenRaw(open.Path, SqliteOpenMode.ReadOnly);
        var texts = raw.Query<string>(RecogniserOfEach);
        using var queries = new SessionQueries(open.Path);
        var sessions = new SessionCatalogue(queries, open.Log.Reader).List(limit: 10);

        Assert.Equal(["eins by whisper", "two by server", "drei, late by whisper"], texts);
        Assert.Equal([Server, Whisper], sessions.Select(session => session.Recogniser));
        Assert.Equal(Whisper, SessionFold.Fold(History().Where(recorded => recorded.InSession == One))!.Recogniser);
    }

    [Theory]
    [InlineData("UPDATE recognisers SET model = NULL;")]
    [InlineData("DELETE FROM recognisers;")]
    public async Task P9_What_others_change_is_refused_and_they_are_told_the_command_for_it(string sql)
    {
        await using var open = new OpenLog();
        open.Log.Append([.. History()]);
        Eventually.True(() => open.Log.ReadModelLag == 0, "read models are level");

        using var raw = SqliteLogs.OpenRaw(open.Path);
        var error = Assert.Throws<SqliteException>(() => raw.Execute(sql));

        Assert.Contains("swictation-replay rebuild makes it anew", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<SessionEvent> History()
    {
        yield return new SessionStart(One, Start);
        yield return new RecogniserChanged(One, Start, Whisper);
        yield return new Transcription(One, Start.AddSeconds(2), "eins", 60, 100, 1);
        yield return new SessionEnd(One, Start.AddSeconds(5));
        yield return new SessionStart(Two, Start.AddSeconds(6));
        yield return new RecogniserChanged(Two, Start.AddSeconds(6), Server);
        yield return new Transcription(Two, Start.AddSeconds(7), "two", 60, 100, 1);
        yield return new SessionEnd(Two, Start.AddSeconds(8));
        yield return new RecogniserChanged(One, Start.AddSeconds(3), Whisper);
        yield return new Transcription(One, Start.AddSeconds(3), "drei, late", 60, 100, 2);
    }

    private static EventToAppend Malformed() =>
        new(One, 1, RecogniserChanged.TypeName, 1, """{"model":["x"],"language":1e999}"""u8.ToArray());
}
