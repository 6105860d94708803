using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The actions of the command socket. Commands change nothing themselves: the recorder appends, and the events tell.
/// </summary>
/// <param name="findRoom">The directory that has room for so many bytes of events; null if none has.</param>
/// <param name="time">Measures how long a reply may wait for the microphone.</param>
/// <param name="stayAway">Called when the daemon ends at a user's wish: the service manager must not start it again.</param>
/// <param name="rebuild">Drops the read models and has them made anew.</param>
internal sealed class DaemonCommands(
    SessionRecorder recorder,
    IEventLogReader log,
    IInput input,
    IPlayback playback,
    IHostApplicationLifetime lifetime,
    Func<long> countClients,
    Func<MetricValues> collectMetrics,
    Func<long, string?> findRoom,
    Action stayAway,
    Action rebuild,
    TimeProvider time) : ICommandHandler
{
    private const int LongestEcho = 64;

    // Clients give up after 400 ms.
    private static readonly TimeSpan LongestReply = TimeSpan.FromMilliseconds(250);

    // A microphone that is not there says so in a few milliseconds. A session that is not going to be heard had better not
    // begin; one that will be begins at the key.
    private static readonly TimeSpan LongestTrial = TimeSpan.FromMilliseconds(50);

    // The outage in which the user was asked whether the daemon may end all the same.
    private LogOutage? _askedIn;

    /// <summary>Actions count in any case, as they did for the clients that were there first.</summary>
    public CommandReply Handle(CommandRequest request) => request.Action.ToLowerInvariant() switch
    {
        "toggle" => Execute(SessionCommand.Toggle),
        "start" => Execute(SessionCommand.Start),
        "stop" => Stop(),
        "pause" => Execute(SessionCommand.Pause),
        "resume" => Execute(SessionCommand.Resume),
        "cancel" => Execute(SessionCommand.Cancel),
        "off_the_record" => SetOffTheRecord(request.On),
        "status" => new StatusReply(recorder, log, input, playback, lifetime.ApplicationStopping.IsCancellationRequested)
            .With((int)countClients()),
        "play" => new PlayAction(playback, recorder, log).Handle(request),
        "retry" => Retry(request),
        "rebuild" => new RebuildAction(log, rebuild).Handle(request),
        "metrics" => new MetricsReply { Message = "Metrics", Metrics = collectMetrics().Figures },
        "quit" or "exit" or "shutdown" => Quit(request.Force == true),
        _ => CommandReply.Failure(
            CommandErrorCode.UnknownAction,
            $"Unknown action: {Shortened(request.Action)}"),
    };

    private static string Shortened(string action)
    {
        if (action.Length <= LongestEcho) return action;

        var length = char.IsHighSurrogate(action[LongestEcho - 1]) ? LongestEcho - 1 : LongestEcho;
        return $"{action.AsSpan(0, length)}...";
    }

    private RecordingReply Execute(SessionCommand command)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Refuse(CommandErrorCode.ShuttingDown, "The daemon is shutting down");

        // The user has just pressed the key: it is better to say so now than to be found out later.
        var (pressedAt, listens) = (time.GetTimestamp(), Listens(command));
        if (listens && FindObstacle() is { } obstacle)
            return Refuse(CommandErrorCode.SourceUnavailable, $"Nothing can be heard: {obstacle}");

        var outcome = recorder.Execute(command);
        // Speech from now on is stored and shown.
        if (recorder.State.IsOpen) playback.Stop();
        if (listens) outcome = recorder.AwaitSound(outcome, LongestReply - time.GetElapsedTime(pressedAt));
        var words = CommandWords.Of(command, outcome, input.Trouble?.Words);
        if (CommandWords.RefusalOf(outcome.Answer) is { } refusal) return Refuse(refusal, words);

        return new()
        {
            Message = words,
            State = PhaseName.Of(outcome.Phase),
            SessionId = outcome.Session?.Value,
            Seq = outcome.Sequence,
            WithoutText = outcome.WithoutText > 0 ? outcome.WithoutText : null,
        };
    }

    private string? FindObstacle()
    {
        var isMissing = input.Microphone == MicrophoneState.Missing;
        var obstacle = input.FindObstacle(isMissing ? LongestReply : LongestTrial);
        if (obstacle is not null) recorder.NoteMicrophone(input.Microphone == MicrophoneState.Missing);
        return obstacle;
    }

    private static RecordingReply Refuse(string code, string error) =>
        new() { Status = CommandReply.Failed, Code = code, Error = error };

    // A resume that is refused tries nothing.
    private bool Listens(SessionCommand command) => SessionDecider.Resolve(recorder.State, command) switch
    {
        SessionCommand.Start => true,
        SessionCommand.Resume => recorder.State.IsPaused,
        _ => false,
    };

    private RecordingReply Stop()
    {
        var wasPlaying = playback.Stop();
        var reply = Execute(SessionCommand.Stop);
        return wasPlaying && reply.SessionId is null ? reply with { Message = "Playing stopped" } : reply;
    }

    private CommandReply SetOffTheRecord(bool? isWanted) =>
        isWanted is not { } on
            ? CommandReply.Failure(CommandErrorCode.MissingSwitch, "The request has no \"on\" that is true or false")
            : Execute(on ? SessionCommand.GoOffTheRecord : SessionCommand.GoOnTheRecord) with
            {
                OffTheRecord = recorder.State.IsOffTheRecord ? true : null,
            };

    private CommandReply Retry(CommandRequest request)
    {
        if (SessionRequest.Refuse(request, log) is { } refusal) return refusal;

        var session = new SessionId(request.SessionId!.Value);
        if (SessionRequest.RefuseUnknown(session, log) is { } unknown) return unknown;

        if (CancelledSessions.Contains(log, session))
        {
            return new RetryReply
            {
                Message = "This session was cancelled: nothing of it is tried again",
                SessionId = session.Value,
                Queued = 0,
            };
        }

        if (input.Late.Retry(session) is not { } queued)
        {
            return CommandReply.Failure(
                CommandErrorCode.NoRecogniser,
                "This daemon cannot transcribe audio; start one with an audio source and a recogniser");
        }

        var message = queued == 0 ? "No segment of this session is waiting to be tried again" : "Trying again";
        return new RetryReply { Message = message, SessionId = session.Value, Queued = queued };
    }

    // No event is lost before the user has agreed.
    private CommandReply Quit(bool isForced)
    {
        recorder.Quit();
        var waiting = "";
        if (recorder.Outage is { } outage)
        {
            var held = recorder.Held;
            waiting = $"{Counted.Of(held.Events, "event")} cannot be stored ({outage.Reason})";
            var place = findRoom(held.Bytes);
            if (place is null && !isForced && Interlocked.Exchange(ref _askedIn, outage)?.Since != outage.Since)
            {
                return CommandReply.Failure(
                    CommandErrorCode.EventsAtRisk,
                    $"{waiting}, and no other place has room for them: make room and they are stored; "
                    + "quit again, or quit --force, ends the daemon without them");
            }

            waiting = place is null ? $"; {waiting} and may be lost" : $"; {waiting} and will be saved in {place}";
        }

        stayAway();
        lifetime.StopApplication();
        var left = input.Late.Recovered.Left;
        var message = left > TimeSpan.Zero
            ? $"Shutting down; {left.TotalSeconds:0.0} s of audio left by the last daemon wait for the next start"
            : "Shutting down";
        return CommandReply.Success($"{message}{waiting}") with
        {
            State = PhaseName.Of(recorder.Phase),
        };
    }
}
