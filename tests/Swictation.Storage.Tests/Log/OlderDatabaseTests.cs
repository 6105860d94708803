using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

/// <summary>
/// Recorded/schema-N holds a database as an earlier version wrote it, with four sessions, the last one open. It is never
/// changed: every later version has to go on with it.
/// </summary>
public sealed class OlderDatabaseTests : IDisposable
{
    private const int Events = 53;

    private static readonly SessionId Open = new(4);
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _path;

    public OlderDatabaseTests() => _path = _directory.File("metrics.db");

    public static TheoryData<int> Schemas => [6, 7, 8];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Database_of_an_earlier_version_opens_folds_and_goes_on(int schema)
    {
        Copy(schema);
        await using var log = SqliteLogs.Open(_path);
        var state = log.Reader.ReadForFold().Select(WireReader.Read)
            .Aggregate(DaemonState.Initial, (folded, next) => folded.Apply(next));
        var ended = Start.AddSeconds(1010);

        var added = log.Append(
            new Transcription(Open, ended, "and goes on", 120, 250, 3),
            new SessionEnd(Open, ended),
            new StateChange(null, ended, Phase.Idle));

        Assert.Equal((Open, Phase.Recording, 1, 5), (state.Session, state.Phase, state.Segments, state.Words));
        Assert.Equal(Events + 1, added.First);
        Assert.Equal(new(Open, Events - 4, added.First + 1), log.Reader.FindSession(log.Reader.Head, session: null));
        var last = new SessionQueries(_path).FindSession(Open)!;
        Assert.Equal((2, 8, 10.0, null), (last.Segments, last.Words, last.DurationS, last.EndReason));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Every_event_of_an_earlier_version_is_read_as_the_bytes_that_were_stored(int schema)
    {
        Copy(schema);
        List<string> stored;
        using (var raw = SqliteLogs.OpenRaw(_path, SqliteOpenMode.ReadOnly))
            stored = [.. raw.Query<string>("SELECT CAST(body AS TEXT) FROM events ORDER BY seq;")];
        await using var log = SqliteLogs.Open(_path);

        var read = log.Reader.ReadAll();

        Assert.Equal(Events, read.Count);
        Assert.Equal(stored, read.Select(found => found.Body.Text()));
        Assert.DoesNotContain(read.Select(WireReader.Read), recorded => recorded is UnknownEvent);
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Sessions_of_an_earlier_version_have_the_sums_that_they_had(int schema)
    {
        Copy(schema);
        await using (SqliteLogs.Open(_path))
        {
            // A daemon of this version has had it open.
        }

        var queries = new SessionQueries(_path);
        var sessions = queries.ListSessions(limit: 10)
            .Select(row => (row.Id, row.Segments, row.Words, row.DurationS, row.EndReason, row.WithoutText));

        Assert.Equal(
            [
                (4L, 1L, 5L, null, null, 0L),
                (3, 1, 5, 3.0, "recovered", 0),
                (2, 1, 4, 39.875, "cancelled", 0),
                (1, 3, 11, 11.0, null, 0),
            ],
            sessions);
        using var raw = SqliteLogs.OpenRaw(_path, SqliteOpenMode.ReadOnly);
        Assert.Equal(
            "Say \"Grüße\" 🙂",
            raw.QuerySingle<string>("SELECT text FROM transcripts_fts WHERE transcripts_fts MATCH 'grüße';"));
    }

    private void Copy(int schema)
    {
        foreach (var suffix in new[] { "", ".head" })
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Recorded", $"schema-{schema}", $"metrics.db{suffix}"), _path + suffix);
    }
}
