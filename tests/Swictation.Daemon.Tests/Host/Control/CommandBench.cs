using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Host.Metrics;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>The commands of an idle daemon with a fake input.</summary>
internal sealed class CommandBench : IDisposable
{
    public static readonly MetricValues Figures = SampleMetrics.Create();

    public CommandBench() => Commands = new(
        Recording.Recorder,
        Recording.Log,
        Input,
        Playback,
        Lifetime,
        new(Recording.Recorder, Input.Late, Lifetime, _ => PlaceWithRoom, () => StaysAway = true),
        new(Recording.Log, () => Rebuilt++),
        new(Forgetting, new FakeUnstored(), () => Forgetting.SetAside, Recording.Time),
        new(
            Recording.Recorder,
            Recording.Log,
            new(Recording.Recorder, Recording.Log, new LogVersions(Recording.Log), Recording.Time),
            Recording.Time),
        () => new StatusReply(
            Recording.Recorder,
            Recording.Log,
            Input,
            Playback,
            Condition,
            Lifetime.ApplicationStopping.IsCancellationRequested).With((int)Figures.NumberAt(DaemonMetrics.ClientsPath)),
        () => Figures,
        Recording.Time);

    /// <summary>What is the matter with the log.</summary>
    public LogCondition Condition { get; set; }

    /// <summary>How often the read models were dropped, to be made anew.</summary>
    public int Rebuilt { get; private set; }

    /// <summary>Where events that cannot be stored have room; null for nowhere.</summary>
    public string? PlaceWithRoom { get; set; }

    /// <summary>True once nobody is to bring the daemon back.</summary>
    public bool StaysAway { get; private set; }

    public FakeForgetting Forgetting { get; } = new();

    public RecorderBench Recording { get; } = RecorderBench.Idle();

    public ScriptedInput Input { get; } = new(_ => Task.CompletedTask);

    public FakePlayback Playback { get; } = new();

    public FakeLifetime Lifetime { get; } = new();

    public DaemonCommands Commands { get; }

    public CommandReply Handle(string action) => Handle(new CommandRequest(action, RequestId: null));

    /// <summary>The fake input lets nobody wait: every command is answered at once.</summary>
    public CommandReply Handle(CommandRequest request)
    {
        var answering = Commands.HandleAsync(request).AsTask();
        Assert.True(answering.IsCompleted);
        return answering.Result;
    }

    public DaemonStatus Status() => Assert.IsType<DaemonStatus>(Handle("status"));

    /// <summary>The recogniser fails on a second of speech of the open session.</summary>
    public void Fail(double startS, string reason) => Recording.Recorder.RecordFailure(
        Recording.Recorder.State.Session!.Value,
        new(TimeSpan.FromSeconds(startS), TimeSpan.FromSeconds(1), reason));

    public void AssertDone(CommandReply reply, string message, string state, long? session = 1)
    {
        Assert.True(reply.IsSuccess);
        Assert.Equal(
            (message, state, session, Recording.Log.Head), (reply.Message, reply.State, reply.SessionId, reply.Seq));
    }

    public void Dispose()
    {
        Recording.Dispose();
        Lifetime.Dispose();
    }
}
