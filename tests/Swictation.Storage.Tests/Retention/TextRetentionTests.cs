using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Opening;
using Swictation.Storage.Queries;
using Swictation.Storage.Tests.Forgetting;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Retention;

/// <summary>Texts that become old are forgotten where the user wants it.</summary>
public sealed class TextRetentionTests : IDisposable
{
    private const string Secret = "Zaphod's passphrase is quincunx";
    private const string Fresh = "Marvin is still here";

    private static readonly SessionId Old = new(1);
    private static readonly SessionId New = new(2);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeClock _time = new();

    private string Path => _directory.File("metrics.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task P11_Texts_that_are_old_are_in_no_file_any_more_and_others_stay()
    {
        await RecordAsync();
        await using (var log = Open(Month))
        {
            UntilForgotten(log);

            var told = Assert.IsType<Forgotten>(WireReader.Read(
                log.Reader.ReadAll().Single(stored => stored.Type == Forgotten.TypeName)));
            Assert.Equal((ForgettingActor.Rule, ForgettingKind.Retention, false), (told.By, told.Why, told.Counts));
            Assert.Contains(log.Reader.ReadAll(), stored => stored.Body.Text().Contains(Fresh, StringComparison.Ordinal));
        }

        Assert.Equal("", FileTraces.Find(_directory.Path, Secret, "passphrase"));
    }

    [Fact]
    public async Task P9_Figures_do_not_shrink_with_the_texts()
    {
        await RecordAsync();
        var before = Figures();
        await using var log = Open(Month);

        UntilForgotten(log);
        Idle(() => log.ReadModelLag == 0, "the read models are level");

        Assert.Equal(before, Figures());
        log.RebuildReadModels();
        Assert.Equal(before, Figures());
    }

    [Fact]
    public async Task Nothing_is_forgotten_in_the_first_minutes_and_nothing_where_texts_are_kept()
    {
        await RecordAsync();
        await using (var log = Open(Month))
        {
            Pass(TimeSpan.FromMinutes(9));
            Assert.DoesNotContain(log.Reader.ReadAll(), stored => stored.Type == Forgotten.TypeName);
        }

        await using (var log = Open(null))
        {
            Pass(TimeSpan.FromDays(1));
            Assert.DoesNotContain(log.Reader.ReadAll(), stored => stored.Type == Forgotten.TypeName);
        }
    }

    [Fact]
    public async Task Speech_that_has_no_text_yet_can_be_tried_again_however_old_it_is()
    {
        await using (var log = Open(null)) log.Append(Session(Old, Month, Secret, hasFailure: true));
        await using var again = Open(Month);

        UntilForgotten(again);

        var failed = again.Reader.ReadAll().Single(stored => stored.Type == SegmentFailed.TypeName);
        Assert.Contains("too slow", failed.Body.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_old_later_is_forgotten_then()
    {
        await RecordAsync();
        await using var log = Open(Month);
        UntilForgotten(log);

        _time.Advance(Month);
        // An idle daemon stores metrics every quarter of an hour.
        log.Append(new EventFaker(seed: 3).Metrics(null) with { At = _time.GetUtcNow() });
        Idle(() => !log.Reader.ReadAll().Any(stored => stored.Body.Text().Contains(Fresh, StringComparison.Ordinal)), "it is forgotten");

        Assert.Equal(2, log.Reader.ReadAll().Count(stored => stored.Type == Forgotten.TypeName));
    }

    private async Task RecordAsync()
    {
        await using var log = Open(null);
        log.Append(Session(Old, Month, Secret));
        log.Append(Session(New, TimeSpan.FromDays(1), Fresh));
    }

    private SessionEvent[] Session(SessionId id, TimeSpan ago, string text, bool hasFailure = false)
    {
        var start = _time.GetUtcNow() - ago - TimeSpan.FromHours(1);
        return
        [
            new SessionStart(id, start),
            new StateChange(id, start, Phase.Recording),
            new Transcription(id, start.AddSeconds(5), text, 120, 250.5, 4),
            new SegmentMeasured(id, start.AddSeconds(5), 1.5, 2.25, 3, 4, new(0.875, [0.75, 1, 0.5, 0.25])),
            .. hasFailure ? [new SegmentFailed(id, start.AddSeconds(9), 6, 2.5, "too slow")] : Array.Empty<SessionEvent>(),
            new SessionEnd(id, start.AddSeconds(20)),
            new StateChange(null, start.AddSeconds(20), Phase.Idle),
        ];
    }

    private string Figures()
    {
        using var queries = new SessionQueries(Path);
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM lifetime_stats;";
        using var reader = command.ExecuteReader();
        reader.Read();
        var columns = new object[reader.FieldCount];
        reader.GetValues(columns);
        return string.Join('|', columns) + string.Join('|', queries.ListSessions(10));
    }

    private SqliteEventLog Open(TimeSpan? keep) => SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal, KeepText = keep }, new CommitNotice(), _time, NullLogger.Instance);

    // Then the log has been idle for some seconds.
    private void Pass(TimeSpan time)
    {
        _time.Advance(time);
        var left = 40;
        Idle(() => left-- == 0, "some seconds have passed");
    }

    private void UntilForgotten(SqliteEventLog log)
    {
        _time.Advance(TimeSpan.FromMinutes(10));
        Idle(() => log.Reader.ReadAll().Any(stored => stored.Type == Forgotten.TypeName) && !log.IsForgetting, "old texts are forgotten");
    }

    private void Idle(Func<bool> until, string what) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            return until();
        },
        what);
}
