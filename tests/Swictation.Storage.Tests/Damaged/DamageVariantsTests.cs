using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>
/// Truncated, torn and bit-flipped files: whatever is done to them, the log opens or says why not, serves nothing that
/// was not recorded, and the damaged files are still there.
/// </summary>
[Trait("Category", "Stress")]
public sealed class DamageVariantsTests(RecordedDatabase recorded, ITestOutputHelper output)
    : IClassFixture<RecordedDatabase>
{
    private const int Variants = 500;

    private static readonly HashSet<EventType> MadeBySalvage =
        [EventsLost.TypeName, LogSalvaged.TypeName, SessionStarted.TypeName, SessionEnded.TypeName];

    [Fact]
    public async Task P2_Whatever_becomes_of_the_files_no_wrong_event_is_served_and_nothing_is_deleted()
    {
        var seed = Seed.Take(output.WriteLine);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var variant = 0; variant < Variants; variant++)
        {
            var outcome = await TryAsync(new Random(seed + variant), $"{Seed.Variable}={seed + variant}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        foreach (var (outcome, count) in outcomes) output.WriteLine($"{count,4} {outcome}");
        Assert.True(outcomes.Count > 2, "The variants have more than two outcomes.");
    }

    // 1312876571: a page from the middle stood where the first should, and the log was taken to begin there.
    [Theory]
    [InlineData(1312876571)]
    public Task P2_Damage_that_was_once_served_is_not(int seed) =>
        TryAsync(new Random(seed), $"{Seed.Variable}={seed}");

    private async Task<string> TryAsync(Random random, string name)
    {
        using var directory = new TemporaryDirectory();
        var path = recorded.CopyTo(directory);
        var what = DamagedFile.Damage(path, random);
        var damaged = directory.Snapshot(withLocks: false);
        try
        {
            await using var log = SqliteEventLog.Open(
                new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System,
                NullLogger.Instance);
            var isSalvaged = Directory.EnumerateFiles(directory.Path, "*.damaged-*").Any();
            var served = Serve(log.Reader, out var isCut);
            if (isSalvaged) AssertSalvaged(served, name, what);
            else AssertAsRecorded(served, log.Reader.LogId, name, what);
            if (isSalvaged) AssertSetAside(directory, damaged, name);
            AssertGoesOn(log, name);
            return (isSalvaged ? "salvaged" : isCut ? "served up to the damage" : "unnoticed") + $" ({what})";
        }
        catch (DatabaseOpenException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            var isSame = SameDatabase(damaged, directory.Snapshot(withLocks: false));
            Assert.True(isSame, $"{name}: refused ({what}: {e.Message}) but changed");
            return $"refused ({what})";
        }
    }

    private static List<StoredEvent> Serve(SqliteEventLogReader reader, out bool isCut)
    {
        isCut = false;
        List<StoredEvent> served = [];
        try
        {
            foreach (var stored in reader.EventsAfter(0)) served.Add(stored);
        }
        catch (EventLogDamagedException)
        {
            isCut = true;
        }

        return served;
    }

    // The same log: every event at its place.
    private void AssertAsRecorded(List<StoredEvent> served, string logId, string name, string what)
    {
        Assert.True(logId == recorded.LogId, $"{name}: another log ({what})");
        for (var i = 0; i < served.Count; i++)
        {
            Assert.True(served[i].Sequence == i + 1, $"{name}: a gap ({what})");
            Assert.True(recorded.Events[i] == RecordedDatabase.Describe(served[i]), $"{name}: wrong event ({what})");
        }
    }

    // Another log: what was recorded, in order, and what says that some of it is missing.
    private void AssertSalvaged(List<StoredEvent> served, string name, string what)
    {
        var next = 0;
        Assert.Equal(LogSalvaged.TypeName, served[^1].Type);
        for (var i = 0; i < served.Count; i++)
        {
            Assert.True(served[i].Sequence == i + 1, $"{name}: a gap ({what})");
            var found = recorded.Events.IndexOf(RecordedDatabase.Describe(served[i]), next);
            if (found < 0 && MadeBySalvage.Contains(served[i].Type)) continue;
            Assert.True(found >= 0, $"{name}: wrong event {served[i].Sequence} ({what})");
            next = found + 1;
        }
    }

    private static void AssertSetAside(
        TemporaryDirectory directory, SortedDictionary<string, string> damaged, string name)
    {
        var after = directory.Snapshot(withLocks: false);
        foreach (var suffix in new[] { "", "-wal" })
        {
            var aside = after.SingleOrDefault(file =>
                file.Key.StartsWith(RecordedDatabase.Name + ".damaged-", StringComparison.Ordinal)
                && file.Key.EndsWith("-wal", StringComparison.Ordinal) == (suffix == "-wal")
                && !file.Key.EndsWith("-shm", StringComparison.Ordinal));
            Assert.True(aside.Value == damaged[RecordedDatabase.Name + suffix], $"{name}: '{suffix}' was changed");
        }
    }

    private static void AssertGoesOn(SqliteEventLog log, string name)
    {
        var head = log.Reader.Head;
        var at = log.Append(new StateChanged(null, DateTimeOffset.UnixEpoch, Phase.Idle)).First;
        Assert.True(at == head + 1, $"{name}: {at} follows {head}");
    }

    private static bool SameDatabase(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        before.Where(file => !file.Key.EndsWith("-shm", StringComparison.Ordinal))
            .All(file => after.TryGetValue(file.Key, out var content) && content == file.Value);
}
