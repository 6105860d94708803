using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>A metrics socket over a log in memory, with a clock that stands still.</summary>
internal sealed class RunningFeed : IAsyncDisposable
{
    public const int MaxClients = 256;

    /// <summary>Timers of the server itself: the repetition of metrics, and the watch over the socket's file.</summary>
    public const int OwnTimers = 2;

    public const string Version = "1.2.3-test";

    private readonly TemporaryDirectory _directory = new();
    private readonly CommitNotice _commits = new();

    /// <param name="before">What is in the log before anybody can connect.</param>
    /// <param name="planner">What clients get, if not what protocol 1 says.</param>
    public RunningFeed(
        int catchUp = 1000,
        IFeedPlanner? planner = null,
        int maxClients = MaxClients,
        ClientDialect dialect = ClientDialect.Auto,
        bool hasSnapshots = false,
        ISessionHistory? history = null,
        Func<ReadOnlyMemory<byte>>? readStatus = null,
        SessionId? replay = null,
        params IEnumerable<SessionEvent> before)
    {
        Log = new(_commits);
        Append(before);
        Path = _directory.File("metrics.sock");
        Server = new(
            UnixListener.Bind(Path),
            Log,
            _commits,
            planner ?? new LiveFeedPlanner(Log, catchUp),
            new()
            {
                ServerVersion = Version,
                MaxClients = maxClients,
                Dialect = dialect,
                TakeSnapshot = hasSnapshots ? () => Snapshot with { Sequence = SnapshotAt ?? Log.Head } : null,
                History = history,
                ReadStatus = readStatus,
                Replay = replay,
            },
            Time,
            NullLogger<FeedServer>.Instance,
            Metrics,
            Outages);
    }

    /// <summary>What is going on, without the position: that is the head of the log.</summary>
    public Snapshot Snapshot { get; set; } = new(0, Phase.Idle, null, false, false, false, MicrophoneState.Closed, false, false, []);

    /// <summary>The position that snapshots have; null for the head of the log.</summary>
    public long? SnapshotAt { get; set; }

    public FakeClock Time { get; } = new();

    public InMemoryEventLog Log { get; private set; }

    public FeedServer Server { get; }

    public OutageNotice Outages { get; } = new();

    public FeedMetrics Metrics { get; } = new();

    public string Path { get; }

    public Task<LineClient> ConnectAsync() => LineClient.ConnectAsync(Path);

    /// <summary>Appends each event in a transaction of its own.</summary>
    public void Append(params IEnumerable<SessionEvent> events)
    {
        foreach (var recorded in events) Log.Append([WireWriter.ToAppend(recorded)]);
    }

    /// <summary>Has another log served, with other events at the same positions.</summary>
    public void Replace(params IEnumerable<SessionEvent> events)
    {
        Log = new(_commits);
        Append(events);
        Server.Replace(Log, new LiveFeedPlanner(Log, LiveFeedPlanner.DefaultTranscriptions));
    }

    /// <summary>Appends all events in one transaction.</summary>
    public void AppendTogether(IEnumerable<SessionEvent> events) => Log.Append([.. events.Select(WireWriter.ToAppend)]);

    /// <summary>
    /// Waits until the feed has noted when it sent these events to its client, who may have them a moment before that:
    /// from then on a silence is measured by the clock.
    /// </summary>
    public Task UntilNotedAsync(int events) => Eventually.IsTrueAsync(
        () => Metrics.EventsSentFromMemory + Metrics.EventsSentFromStorage >= events, "what was sent is noted");

    /// <summary>The same by all the lines that the client has got, which need not be events.</summary>
    public Task UntilNotedAsync(IEnumerable<string> lines)
    {
        var bytes = lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1);
        return Eventually.IsTrueAsync(() => Metrics.BytesSent >= bytes, "what was sent is noted");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }
}
