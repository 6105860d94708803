using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>
/// Speech in a session through changes of the time zone, a wall clock that is set and daemons that are killed, read back
/// with SQL. A seeded generator: the sequence is what it finds out about, and one number shows it again.
/// </summary>
public sealed class TimesPropertyTests(ITestOutputHelper output)
{
    private const int Rounds = 30;
    private const int StepsPerRound = 80;

    [Fact]
    public async Task Order_by_time_is_the_order_of_speech_through_zones_set_clocks_and_crashes()
    {
        var seed = Seed.Take(output.WriteLine);
        var (late, zones) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            using Speaker speaker = new(new Random(seed + round));
            for (var step = 0; step < StepsPerRound; step++) speaker.DoSomething();
            speaker.RecordAll();

            var read = await ReadAsync(speaker.Log);

            Assert.Equal(Enumerable.Range(0, speaker.Spoken).Select(i => $"{i:0000}"), read.Select(row => row.Text));
            Assert.All(read, row => Assert.True(string.CompareOrdinal(row.SpokenAt, row.RecognisedAt) <= 0, $"round {round}: {row}"));
            Assert.Equal(speaker.LocalTimes, LocalTimesIn(speaker.Log));
            (late, zones) = (late + speaker.Late, zones + speaker.Zones);
        }

        // Else nothing was tried.
        Assert.InRange(late, Rounds, int.MaxValue);
        Assert.InRange(zones, 2 * Rounds, int.MaxValue);
    }

    private static IEnumerable<string> LocalTimesIn(InMemoryEventLog log)
    {
        foreach (var stored in log.EventsAfter(0).Where(stored => stored.Type == Transcription.TypeName))
        {
            using var body = JsonDocument.Parse(stored.Body);
            yield return body.RootElement.GetProperty("timestamp").GetString()!;
        }
    }

    private static async Task<List<(string Text, string SpokenAt, string RecognisedAt)>> ReadAsync(InMemoryEventLog recorded)
    {
        using var directory = new TemporaryDirectory();
        var path = directory.File("metrics.db");
        await using (var log = SqliteEventLog.Open(
            new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance))
        {
            log.Append([.. recorded.Events().Select(WireWriter.ToAppend)]);
        }

        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT text, spoken_at, recognised_at FROM transcripts ORDER BY spoken_at, seq";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<(string, string, string)> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return rows;
    }

    /// <summary>One session, and one daemon after the other that records it.</summary>
    private sealed class Speaker : IDisposable
    {
        private static readonly TimeSpan Window = TimeSpan.FromDays(1);
        private static readonly ReadOnlyCollection<TimeZoneInfo> AllZones = TimeZoneInfo.GetSystemTimeZones();

        private readonly Random _random;
        private readonly Queue<Utterance> _waiting = [];
        private readonly DateTimeOffset _began;
        private RecorderBench _daemon = RecorderBench.Idle();
        private DateTimeOffset _now;

        public Speaker(Random random)
        {
            _random = random;
            // A year has an hour that comes twice in most zones.
            _daemon.Time.SetWallClock(TimeSpan.FromHours(_random.Next(365 * 24)));
            ChangeZone();
            _daemon.Recorder.Start();
            _began = _now = _daemon.Time.GetUtcNow();
        }

        public InMemoryEventLog Log => _daemon.Log;

        public int Spoken { get; private set; }

        public int Late { get; private set; }

        /// <summary>Time zones, one after the other.</summary>
        public int Zones { get; private set; }

        /// <summary>What an interface shows for each transcription, in the order of the log.</summary>
        public List<string> LocalTimes { get; } = [];

        public void DoSomething()
        {
            Advance(0.1 + _random.NextDouble());
            switch (_random.Next(12))
            {
                case < 5:
                    Say();
                    break;
                case < 9:
                    RecordOne();
                    break;
                case 9:
                    ChangeZone();
                    break;
                case 10:
                    _daemon.Time.SetWallClock(TimeSpan.FromMinutes(_random.Next(-90, 90)));
                    break;
                default:
                    Restart();
                    break;
            }
        }

        public void RecordAll()
        {
            while (_waiting.Count > 0) RecordOne();
        }

        public void Dispose() => _daemon.Dispose();

        private void Advance(double seconds)
        {
            // Microseconds are what is stored.
            var by = TimeSpan.FromMilliseconds(Math.Round(seconds * 1e3));
            _daemon.Time.Advance(by);
            _now += by;
        }

        private void ChangeZone()
        {
            _daemon.Time.SetLocalTimeZone(AllZones[_random.Next(AllZones.Count)]);
            Zones++;
        }

        private void Say()
        {
            var durationS = 0.2 + (_random.NextDouble() * 3);
            var start = _now - _began;
            Advance(durationS);
            _waiting.Enqueue(new($"{Spoken++:0000}", start, _now, _daemon.Time.GetTimestamp()));
        }

        private void RecordOne()
        {
            if (!_waiting.TryDequeue(out var said)) return;

            var wait = _now - said.EndedAt;
            RecognisedSegment segment = new(said.Text, said.Ended, Times(said, wait));
            Assert.True(_daemon.Recorder.TryRecord(new(1), [segment]));
            NoteLocalTime(_now);
        }

        // What waited is found on the disk, and recognised in any order.
        private void Restart()
        {
            var waiting = _waiting.ToArray();
            _waiting.Clear();
            var state = LogRecovery.Fold(Log.EventsAfter(0));
            // A clock that is set back behind speech which no event follows is beyond what a log can know.
            var by = TimeSpan.FromMinutes(_random.Next(waiting.Length == 0 ? -90 : 0, 90)) + TimeSpan.FromSeconds(1);
            var (log, time) = (Log, _daemon.Time);
            _daemon.Dispose();
            time.SetWallClock(_now + by - time.GetUtcNow());
            _daemon = new(log, state, time: time);
            _daemon.Recorder.ComeUp(RestartDecider.ComeUp(state, Window, time.GetUtcNow()));
            _now = Later(_daemon.Time.GetUtcNow(), state.LastEventAt);
            _random.Shuffle(waiting);
            foreach (var said in waiting)
            {
                _daemon.Recorder.RecordLate(new(1), new(said.Text, said.EndedAt, Times(said, TimeSpan.Zero)));
                Late++;
                NoteLocalTime(said.EndedAt);
            }
        }

        private void NoteLocalTime(DateTimeOffset at) => LocalTimes.Add(
            at.ToOffset(_daemon.Time.LocalTimeZone.GetUtcOffset(_now)).ToString("HH:mm:ss", CultureInfo.InvariantCulture));

        private SegmentTimes Times(Utterance said, TimeSpan wait) =>
            new(said.Start, said.EndedAt - _began - said.Start, wait, TimeSpan.FromMilliseconds(5));

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value.ToUniversalTime() : one;

        /// <summary>Something that was said.</summary>
        /// <param name="Start">Since the start of the session.</param>
        /// <param name="EndedAt">By the session's clock.</param>
        /// <param name="Ended">Timestamp of the same moment.</param>
        private sealed record Utterance(string Text, TimeSpan Start, DateTimeOffset EndedAt, long Ended);
    }
}
