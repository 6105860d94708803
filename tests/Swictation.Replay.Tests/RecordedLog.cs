using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Replay.Tests;

/// <summary>A database as the daemon leaves it, in a directory of its own.</summary>
public sealed class RecordedLog : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public string Path => File("metrics.db");

    public string SocketPath => File("play.sock");

    public string Directory => _directory.Path;

    public string File(string name) => _directory.File(name);

    /// <summary>So many seconds after the start of the first session.</summary>
    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    /// <summary>The idle state before the session, and a session of three segments that ends after 12 s.</summary>
    public static IEnumerable<SessionEvent> OneSession(long id = 1, double from = 0)
    {
        var session = new SessionId(id);
        var at = At(from);
        yield return new StateChange(null, at.AddSeconds(-5), Phase.Idle);
        yield return Metrics(null, at.AddSeconds(-5), Phase.Idle, 0);
        foreach (var recorded in OpenSession(id, from)) yield return recorded;
        yield return new StateChange(session, at.AddSeconds(11), Phase.Processing);
        yield return Metrics(session, at.AddSeconds(12), Phase.Processing, 3);
        yield return new SessionEnd(session, at.AddSeconds(12));
        yield return new StateChange(session, at.AddSeconds(12), Phase.Idle);
        yield return Metrics(null, at.AddSeconds(12), Phase.Idle, 3);
    }

    /// <summary>The same session with what recognised it: two, each from a moment on.</summary>
    public static IEnumerable<SessionEvent> RecognisedSession()
    {
        var session = new SessionId(1);
        var whisper = new Recogniser("whisper", "/opt/base.bin", new('a', 64), "de", "threads=4");
        foreach (var recorded in OneSession(1))
        {
            yield return recorded;
            if (recorded is SessionStart) yield return new RecogniserChanged(session, recorded.At, whisper);
            if (recorded is Transcription { Text: "to be" })
                yield return new RecogniserChanged(session, recorded.At.AddSeconds(1), new Recogniser("server", "big one"));
        }
    }

    /// <summary>The same session while it is open.</summary>
    public static IEnumerable<SessionEvent> OpenSession(long id = 1, double from = 0)
    {
        var session = new SessionId(id);
        var at = At(from);
        yield return new SessionStart(session, at);
        yield return new StateChange(session, at, Phase.Recording);
        yield return Segment(session, at.AddSeconds(2), "to be");
        yield return Segment(session, at.AddSeconds(4), "Äpfel, \"quoted\" 🙂");
        yield return Metrics(session, at.AddSeconds(4), Phase.Recording, 2);
        yield return Segment(session, at.AddSeconds(10), "that is\nthe question");
    }

    /// <summary>
    /// A session of 12 s of a microphone: two segments with text and, between them and behind its end, one without
    /// each; the audio of the first is kept.
    /// </summary>
    public static IEnumerable<SessionEvent> FailingSession(long id = 1, double from = 0)
    {
        var session = new SessionId(id);
        var at = At(from);
        yield return new SessionStart(session, at);
        yield return new StateChange(session, at, Phase.Recording);
        yield return Segment(session, at.AddSeconds(2), "to be");
        yield return new SegmentMeasured(session, at.AddSeconds(2), 0.5, 1.5, 0, 0, new(0.875, [0.75, 1]));
        yield return Failure(id, at.AddSeconds(5), startS: 3);
        yield return new AudioKept(session, at.AddSeconds(5), 3, 1.25, "3.wav");
        yield return Segment(session, at.AddSeconds(9), "that is it") with { IsOffTheRecord = true };
        yield return new SegmentMeasured(session, at.AddSeconds(9), 5, 3.5, 0, 0);
        yield return new SessionEnd(session, at.AddSeconds(12));
        yield return new StateChange(session, at.AddSeconds(12), Phase.Idle);
        yield return Failure(id, at.AddSeconds(13), startS: 10);
        yield return Failure(id, at.AddSeconds(20), startS: 3);
    }

    public static SegmentFailed Failure(long session, DateTimeOffset at, double startS) =>
        new(new(session), at, startS, 1.25, "the recogniser was not\ndone after 1 s");

    public static Transcription Segment(SessionId session, DateTimeOffset at, string text) =>
        new(session, at, text, 120, 250.5, text.Split().Length);

    public static MetricsUpdate Metrics(SessionId? session, DateTimeOffset at, Phase phase, int segments) =>
        new(session, at, phase, new(segments, segments * 3, 60, 12, 250.5), new(0, 0, 1.5));

    /// <summary>Appends and closes the log again.</summary>
    public async Task AppendAsync(IEnumerable<SessionEvent> events)
    {
        await using var log = Open();
        Append(log, events);
    }

    /// <summary>Opens the log as the daemon does.</summary>
    public SqliteEventLog Open() => SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal },
        new CommitNotice(),
        TimeProvider.System,
        NullLogger.Instance);

    public static void Append(IEventLog log, IEnumerable<SessionEvent> events) =>
        log.Append([.. events.Select(WireWriter.ToAppend)]);

    public void Dispose() => _directory.Dispose();
}
