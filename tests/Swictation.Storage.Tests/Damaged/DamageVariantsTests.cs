using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Opening;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>
/// Truncated, torn and bit-flipped files, and pages in the place of others: whatever is done to them, the log opens or
/// says why not, serves nothing that was not recorded, can be used again, and the damaged files are still there.
/// <c>SWICTATION_TEST_DAMAGES</c> sets how many variants are tried.
/// </summary>
[Trait("Category", "Stress")]
public sealed class DamageVariantsTests(RecordedDatabase usual, LargerPagesDatabase larger, ITestOutputHelper output)
    : IClassFixture<RecordedDatabase>, IClassFixture<LargerPagesDatabase>
{
    private const string Variable = "SWICTATION_TEST_DAMAGES";
    private const int Usual = 120;

    private static readonly HashSet<EventType> MadeBySalvage =
        [EventsLost.TypeName, LogSalvaged.TypeName, SessionStart.TypeName, SessionEnd.TypeName];

    private static readonly string[] Parts = ["", "-wal"];

    private readonly EventFaker _faker = new(seed: 5);

    [Fact]
    public async Task P2_Whatever_becomes_of_the_files_no_wrong_event_is_served_and_nothing_is_deleted()
    {
        var seed = Seed.Take(output.WriteLine);
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var variants = Environment.GetEnvironmentVariable(Variable) is { } set
            ? int.Parse(set, CultureInfo.InvariantCulture)
            : Usual;
        for (var variant = 0; variant < variants; variant++)
        {
            var outcome = await TryAsync((seed + variant) % 2 == 0 ? usual : larger, new Random(seed + variant), $"{Seed.Variable}={seed + variant}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        foreach (var (outcome, count) in outcomes) output.WriteLine($"{count,4} {outcome}");
        Assert.True(outcomes.Count > 2, "The variants have more than two outcomes.");
    }

    // 1312876571: a page from the middle stood where the first should, and the log was taken to begin there. 449313167: the table
    // of files that are to be forgotten had the rows of the schema. 1290102141: two bits made the header of a row that of one
    // without a checksum, and a part of it the number of its session.
    [Theory]
    [InlineData(1290102141)]
    [InlineData(1312876571)]
    [InlineData(449313167)]
    public Task P2_Damage_that_was_once_taken_for_the_log_is_not(int seed) =>
        TryAsync(larger, new Random(seed), $"{Seed.Variable}={seed}");

    private async Task<string> TryAsync(RecordedDatabase recorded, Random random, string name)
    {
        using var directory = new TemporaryDirectory();
        var isClosed = random.Next(2) == 0;
        var path = recorded.CopyTo(directory, isClosed);
        var what = $"{DamagedFile.Damage(path, random)}{(isClosed ? ", closed" : "")}";
        var damaged = directory.Snapshot(withLocks: false);
        try
        {
            string outcome;
            var said = _faker.Session(new(9), segments: 20).ToArray();
            await using (var log = Open(path))
            {
                var isSalvaged = IsSalvaged(directory);
                var served = Serve(log.Reader, out var isCut);
                AssertServed(recorded, served, log.Reader, isSalvaged, name, what);
                if (isSalvaged) AssertSetAside(directory, damaged, $"{name} ({what})");
                outcome = isSalvaged ? "salvaged" : isCut ? "served up to the damage" : "unnoticed";
                if (Append(log, said, name, what)) outcome += " and salvaged while it was open";
            }

            await using var next = Open(path);
            AssertIsThere(next, said, name, what);
            Append(next, [.. _faker.Session(new(10), segments: 3)], name, what);
            return $"{outcome} ({what})";
        }
        catch (DatabaseOpenException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            var isSame = SameDatabase(damaged, directory.Snapshot(withLocks: false));
            Assert.True(isSame, $"{name}: refused ({what}: {e.Message}) but changed");
            return $"refused ({what})";
        }
    }

    private static SqliteEventLog Open(string path) => SqliteEventLog.Open(
        new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);

    private static bool IsSalvaged(TemporaryDirectory directory) =>
        Directory.EnumerateFiles(directory.Path, "*.damaged-*").Any();

    private static void AssertServed(
        RecordedDatabase recorded, List<StoredEvent> served, SqliteEventLogReader reader, bool isSalvaged, string name, string what)
    {
        if (isSalvaged) AssertSalvaged(recorded, served, name, what);
        else AssertAsRecorded(recorded, served, reader.LogId, name, what);
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
    private static void AssertAsRecorded(RecordedDatabase recorded, List<StoredEvent> served, string logId, string name, string what)
    {
        Assert.True(logId == recorded.LogId, $"{name}: another log ({what})");
        for (var i = 0; i < served.Count; i++)
        {
            Assert.True(served[i].Sequence == i + 1, $"{name}: a gap ({what})");
            Assert.True(recorded.Events[i] == RecordedDatabase.Describe(served[i]), $"{name}: wrong event ({what})");
        }
    }

    // Another log: what was recorded, in order, and what says that some of it is missing.
    private static void AssertSalvaged(RecordedDatabase recorded, List<StoredEvent> served, string name, string what)
    {
        var next = 0;
        Assert.Equal(LogSalvaged.TypeName, served[^1].Type);
        for (var i = 0; i < served.Count; i++)
        {
            Assert.True(served[i].Sequence == i + 1, $"{name}: a gap ({what})");
            var found = recorded.Events.IndexOf(RecordedDatabase.Describe(served[i]), next);
            if (found < 0 && MadeBySalvage.Contains(served[i].Type)) continue;
            Assert.True(found >= 0, $"{name}: wrong event {served[i].Sequence} {served[i].Type.Name} ({what})");
            next = found + 1;
        }
    }

    private static void AssertSetAside(
        TemporaryDirectory directory, SortedDictionary<string, string> damaged, string name)
    {
        var after = directory.Snapshot(withLocks: false);
        foreach (var suffix in Parts.Where(suffix => damaged.ContainsKey(RecordedDatabase.Name + suffix)))
        {
            var aside = after.SingleOrDefault(file =>
                file.Key.StartsWith(RecordedDatabase.Name + ".damaged-", StringComparison.Ordinal)
                && file.Key.EndsWith("-wal", StringComparison.Ordinal) == (suffix == "-wal")
                && !file.Key.EndsWith("-shm", StringComparison.Ordinal));
            Assert.True(aside.Value == damaged[RecordedDatabase.Name + suffix], $"{name}: '{suffix}' was changed");
        }
    }

    // True if the damage showed then, and the log is another one now.
    private static bool Append(SqliteEventLog log, SessionEvent[] said, string name, string what)
    {
        var logId = log.Reader.LogId;
        foreach (var e in said)
        {
            AppendReceipt? receipt = null;
            Eventually.True(() => TryAppend(log, e, out receipt), $"{name}: something is appended ({what})");
            var position = receipt!.Value.First;
            Assert.True(position == log.Reader.Head, $"{name}: {position} is not the head ({what})");
            var stored = log.Reader.ReadAfter(position - 1)[0];
            Assert.True(IsSame(stored, e), $"{name}: event {position} is another one ({what})");
        }

        return log.Reader.LogId != logId;
    }

    private static bool TryAppend(SqliteEventLog log, SessionEvent e, out AppendReceipt? receipt)
    {
        try
        {
            receipt = log.Append(e);
            return true;
        }
        catch (EventLogWriteException)
        {
            receipt = null;
            return false;
        }
    }

    private static void AssertIsThere(SqliteEventLog log, SessionEvent[] said, string name, string what)
    {
        var next = 0;
        foreach (var stored in Serve(log.Reader, out _))
        {
            if (next < said.Length && IsSame(stored, said[next])) next++;
        }

        Assert.True(next == said.Length, $"{name}: {said.Length - next} of what was appended is gone ({what})");
    }

    private static bool IsSame(in StoredEvent stored, SessionEvent said)
    {
        var form = WireWriter.ToAppend(said);
        return stored.Type == form.Type && stored.Session == form.Session && stored.AtMicroseconds == form.AtMicroseconds
            && stored.Body.Span.SequenceEqual(form.Body.Span);
    }

    private static bool SameDatabase(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        before.Where(file => !file.Key.EndsWith("-shm", StringComparison.Ordinal))
            .All(file => after.TryGetValue(file.Key, out var content) && content == file.Value);
}
