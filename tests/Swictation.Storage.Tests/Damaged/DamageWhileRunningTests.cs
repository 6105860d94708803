using System.Text;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Damaged;

/// <summary>Damage in history, that a start does not look at and a reader meets.</summary>
public sealed class DamageWhileRunningTests : IDisposable
{
    private const int Events = 4_000;
    private const int Flipped = 1_234;

    private readonly EventFaker _faker = new(seed: 43);
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _said = new();

    private string Database => _directory.File("metrics.db");

    [Fact]
    public async Task P3_An_event_that_is_not_what_was_written_is_not_served_and_recording_goes_on()
    {
        await RecordAsync();
        await using var log = Open();
        FlipABit();

        var served = new List<StoredEvent>();
        var met = Assert.Throws<EventLogDamagedException>(() => ReadInto(served, log));
        Assert.Throws<EventLogDamagedException>(() => log.Reader.ReadAfter(Flipped - 1));

        Assert.Contains($"event {Flipped} does not agree", met.Message, StringComparison.Ordinal);
        Assert.Equal(Flipped - 1, served.Count);
        Assert.Equal(Flipped + 1, log.Reader.ReadAfter(Flipped)[0].Sequence);
        Assert.Equal(Events + 1, log.Append(_faker.Transcription(new(1))).First);
        Assert.Single(_said.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task The_next_start_looks_at_everything_and_salvages_the_rest()
    {
        await RecordAsync();
        string logId;
        await using (var log = Open())
        {
            logId = log.Reader.LogId;
            FlipABit();
            Assert.Throws<EventLogDamagedException>(() => ReadInto([], log));
        }

        await using var salvaged = Open();
        var events = salvaged.Reader.ReadAll();

        Assert.NotEqual(logId, salvaged.Reader.LogId);
        Assert.Equal(Events + 1, events.Count);
        Assert.Equal(EventsLostAt(Flipped), WireReader.Read(events[Flipped - 1]) with { At = default });
        Assert.Equal(
            (Events - 1, 1, logId),
            WireReader.Read(events[^1]) is LogSalvaged said ? (said.Kept, said.Lost, said.LogId) : default);
        Assert.Single(
            Directory.EnumerateFiles(_directory.Path, "metrics.db.damaged-*"), name => name[^4] != '-');
        Assert.False(File.Exists(Database + ".suspect"));
    }

    [Fact]
    public async Task A_suspicion_that_proves_wrong_changes_nothing()
    {
        await RecordAsync();
        File.WriteAllText(Database + ".suspect", "event 17 does not agree with its checksum\n");

        await using var log = Open();

        Assert.Equal(Events, log.Reader.Head);
        Assert.False(File.Exists(Database + ".suspect"));
        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "metrics.db.damaged-*"));
    }

    public void Dispose() => _directory.Dispose();

    private static EventsLost EventsLostAt(long sequence) => new(default, sequence, sequence);

    private static void ReadInto(List<StoredEvent> served, SqliteEventLog log)
    {
        foreach (var stored in log.Reader.EventsAfter(0)) served.Add(stored);
    }

    private async Task RecordAsync()
    {
        await using var log = SqliteLogs.Open(Database);
        log.Append(new SessionStart(new(1), DateTimeOffset.UnixEpoch));
        log.Append([.. Enumerable.Range(2, Events - 3).Select(Said)]);
        log.Append(new SessionEnd(new(1), DateTimeOffset.UnixEpoch), new StateChange(null, default, Phase.Idle));
    }

    private SessionEvent Said(int sequence) => _faker.Transcription(new(1)) with { Text = $"word-{sequence}-" };

    private SqliteEventLog Open() => SqliteEventLog.Open(
        new(Database) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, _said);

    // In the body, where SQLite sees no harm.
    private void FlipABit()
    {
        var bytes = OtherProgram.ReadAllBytes(Database);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"text\":\"word-{Flipped}-"));
        OtherProgram.Overwrite(Database, at + 9, (byte)(bytes[at + 9] ^ 1));
    }
}
