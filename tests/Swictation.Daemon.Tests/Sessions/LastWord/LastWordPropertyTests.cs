using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Decisions;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.LastWord;

/// <summary>
/// Random commands, crashes, damages, full disks and restarts, against what a person would have understood by the
/// commands. A seeded generator: the sequence is what it finds out about, and one number shows it again.
/// </summary>
[Trait("Category", "Stress")]
public sealed class LastWordPropertyTests(ITestOutputHelper output)
{
    private const int Rounds = 400;
    private const int StepsPerRound = 120;

    [Fact]
    public void P13_No_daemon_records_that_was_not_told_to()
    {
        var seed = Seed.Take(output.WriteLine);
        var restartsThatRecord = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using Life life = new(new Random(seed + round));
            for (var step = 0; step < StepsPerRound; step++)
            {
                var did = life.DoSomething();
                Assert.True(
                    !life.IsRecording || life.IsToRecord, $"round {round}, step {step}: {did}, and it records");
            }

            restartsThatRecord += life.RestartsThatRecord;
        }

        // Else a daemon that never records by itself would do.
        Assert.InRange(restartsThatRecord, Rounds / 4, int.MaxValue);
    }

    /// <summary>Daemons on one log, one after the other.</summary>
    private sealed class Life : IDisposable
    {
        private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

        private readonly Random _random;
        private readonly FragilePlace[] _places = [new(), new()];
        private readonly List<string> _saved = [];
        private RecorderBench _daemon;
        private WordKeeper _words;
        private InMemoryEventLog _log = new();
        private bool _isConfigured;
        private bool _wasToldAnything;

        public Life(Random random)
        {
            _random = random;
            (_daemon, _words) = Start(isNew: true, RecordOption.No);
        }

        public bool IsRecording => _daemon.IsGateOpen;

        /// <summary>By the last command alone.</summary>
        public bool IsToRecord { get; private set; }

        public int RestartsThatRecord { get; private set; }

        public string DoSomething()
        {
            _daemon.Advance(_random.NextDouble());
            _daemon.Backlog.IsEmpty = _random.Next(3) > 0;
            return _random.Next(20) switch
            {
                0 => Tell("start", recorder => recorder.Start(), wanted: true),
                1 => Tell("stop", recorder => recorder.Stop(), wanted: false),
                2 => Tell("pause", recorder => recorder.Pause(), wanted: false),
                3 => Tell(
                    "resume",
                    recorder => recorder.Resume(),
                    wanted: _daemon.Recorder.State.IsPaused || IsToRecord),
                4 => Tell("toggle", recorder => recorder.Toggle(), wanted: !IsRecording),
                5 => Tell("cancel", recorder => recorder.Cancel(), wanted: false),
                6 => End("quit", saves: _random.Next(2) == 0, isQuit: true),
                7 => End("SIGTERM", saves: _random.Next(2) == 0, isQuit: false),
                8 => Do("the log is full", () => _daemon.Disk.IsFull = true),
                9 => Do("there is room again", () => _daemon.Disk.IsFull = false),
                10 => Do("a place is full or not", () => AnyPlace().IsFull ^= true),
                11 => Do("a place is damaged", () => AnyPlace().Content = "5 record running"),
                12 => Do("a place is lost", () => AnyPlace().Content = null),
                13 => Do("it says something", () => _daemon.TryRecord(_daemon.Recorder.State.LastSession.Value, "a")),
                14 => Do("time passes", () => _daemon.Recorder.UpdateMetrics()),
                15 => Do("it is heard", () => _daemon.Recorder.NoteSound(_daemon.Recorder.State.LastSession)),
                16 => Do("the microphone is missing", () => _daemon.Recorder.NoteMicrophone(isMissing: true)),
                17 => Do("the microphone is there", () => _daemon.Recorder.NoteMicrophone(isMissing: false)),
                18 => Restart("the end of the log is lost", _random.Next((int)_log.Head + 1)),
                _ => Restart("it is killed", (int)_log.Head),
            };
        }

        public void Dispose() => _daemon.Dispose();

        private FragilePlace AnyPlace() => _places[_random.Next(_places.Length)];

        private static string Do(string what, Action action)
        {
            action();
            return what;
        }

        private string Tell(string command, Func<SessionRecorder, RecordingOutcome> tell, bool wanted)
        {
            IsToRecord = wanted;
            _wasToldAnything |= CommandWords.RefusalOf(tell(_daemon.Recorder).Answer) is null || command == "pause";
            return command;
        }

        private string End(string how, bool saves, bool isQuit)
        {
            if (isQuit)
            {
                (IsToRecord, _wasToldAnything) = (false, true);
                _daemon.Recorder.Quit();
            }

            _daemon.Backlog.IsEmpty = true;
            _daemon.Recorder.End();
            if (_daemon.Recorder.ReleaseOrGiveUp().Count > 0 && saves && _words.Last is { } last)
                _saved.Add(last.ToString());
            return Restart(how, (int)_log.Head);
        }

        private string Restart(string why, int eventsLeft)
        {
            InMemoryEventLog log = new();
            foreach (var e in _log.EventsAfter(0).Take(eventsLeft))
                log.Append([WireWriter.ToAppend(WireReader.Read(e))]);
            var now = _daemon.Time.GetUtcNow();
            _daemon.Dispose();
            _log = log;
            if (_random.Next(8) == 0) _isConfigured = !_isConfigured;
            var option = _random.Next(10) == 0 ? RecordOption.OnCommandLine
                : _isConfigured ? RecordOption.Configured
                : RecordOption.No;
            // The configuration is a word where there was never another one.
            if (option == RecordOption.OnCommandLine || (option == RecordOption.Configured && !_wasToldAnything))
                IsToRecord = true;
            if (option == RecordOption.OnCommandLine) _wasToldAnything = true;
            (_daemon, _words) = Start(isNew: false, option, now);
            if (IsRecording && option != RecordOption.OnCommandLine) RestartsThatRecord++;
            return $"{why}, and it starts ({option})";
        }

        private (RecorderBench Daemon, WordKeeper Words) Start(
            bool isNew, RecordOption option, DateTimeOffset? now = null)
        {
            var found = WordsFound.In([.. _places.Select(place => place.Read())], _saved);
            var decision = MicrophoneDecision.Of(isNew, found, option);
            WordKeeper words = new(_places, found, NullLogger.Instance);
            if (isNew && found.Newest is null) words.Keep(Word.None);
            var state = LogRecovery.Fold(_log.EventsAfter(0));
            var isMicrophone = _random.Next(2) == 0;
            RecorderBench bench = new(_log, state, words, awaitsSound: isMicrophone);
            if (now is { } then) bench.Time.SetWallClock(then - bench.Time.GetUtcNow());
            bench.Recorder.ComeUp(RestartDecider.ComeUp(
                state,
                Window,
                bench.Time.GetUtcNow(),
                hasAudio: _random.Next(4) == 0,
                decision.MayGoOn,
                awaitsSound: isMicrophone));
            if (decision.Starts) bench.Recorder.Start();
            return (bench, words);
        }
    }
}
