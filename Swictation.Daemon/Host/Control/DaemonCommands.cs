using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Decisions;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The actions of the command socket. Commands change nothing themselves: the recorder appends, and the events tell.
/// </summary>
/// <param name="readStatus">The reply to <c>status</c>.</param>
/// <param name="time">Measures how long a reply may wait for the microphone.</param>
internal sealed class DaemonCommands(
    SessionRecorder recorder,
    IEventLogReader log,
    IInput input,
    IPlayback playback,
    IHostApplicationLifetime lifetime,
    QuitAction quit,
    RebuildAction rebuild,
    ForgetAction forget,
    EditActions edits,
    Func<CommandReply> readStatus,
    Func<MetricValues> collectMetrics,
    TimeProvider time) : ICommandHandler
{
    private const int LongestEcho = 64;

    private readonly DeliveryActions _deliveries = new(recorder, log);

    // Clients give up after 400 ms.
    private static readonly TimeSpan LongestReply = TimeSpan.FromMilliseconds(250);

    // A microphone that is not there says so in a few milliseconds. A session that is not going to be heard had better not
    // begin; one that will be begins at the key.
    private static readonly TimeSpan LongestTrial = TimeSpan.FromMilliseconds(50);

    /// <summary>Actions count in any case, as they did for the clients that were there first.</summary>
    public async ValueTask<CommandReply> HandleAsync(CommandRequest request) => request.Action.ToLowerInvariant() switch
    {
        "toggle" => await ExecuteAsync(SessionCommand.Toggle, ChoiceOf(request)).ConfigureAwait(false),
        "start" => await ExecuteAsync(SessionCommand.Start, ChoiceOf(request)).ConfigureAwait(false),
        "stop" => await StopAsync().ConfigureAwait(false),
        "pause" => await ExecuteAsync(SessionCommand.Pause).ConfigureAwait(false),
        "resume" => await ExecuteAsync(SessionCommand.Resume).ConfigureAwait(false),
        "cancel" => await ExecuteAsync(SessionCommand.Cancel).ConfigureAwait(false),
        "off_the_record" => await SetOffTheRecordAsync(request.On).ConfigureAwait(false),
        "status" => readStatus(),
        "play" => new PlayAction(playback, recorder, log).Handle(request),
        "retry" => new RetryAction(input.Late, log).Handle(request),
        "recognise" or "transcribe" or "job" => new JobActions(input.Jobs, log, () => recorder.Outage).Handle(request),
        "deliveries" => _deliveries.FindStart(),
        "delivery_begun" => _deliveries.Begin(request),
        "text_delivered" => _deliveries.End(request),
        "rebuild" => rebuild.Handle(request),
        "correct" or "title" or "tag" or "note" or "mark" => edits.Handle(request),
        "forget" => await forget.HandleAsync(request).ConfigureAwait(false),
        "metrics" => new MetricsReply { Message = "Metrics", Metrics = collectMetrics().Figures },
        "quit" or "exit" or "shutdown" => quit.Handle(isForced: request.Force == true),
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

    private static RecogniserChoice? ChoiceOf(CommandRequest request) =>
        request is { Transcriber: null, Language: null } ? null : new(request.Transcriber, request.Language);

    private async ValueTask<RecordingReply> ExecuteAsync(SessionCommand command, RecogniserChoice? choice = null)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Refuse(CommandErrorCode.ShuttingDown, "The daemon is shutting down");

        // The user has just pressed the key: it is better to say so now than to be found out later.
        var (pressedAt, listens) = (time.GetTimestamp(), Listens(command));
        if (listens && await FindObstacleAsync().ConfigureAwait(false) is { } obstacle)
            return Refuse(CommandErrorCode.SourceUnavailable, $"Nothing can be heard: {obstacle}");

        // A session that is open keeps its recogniser; a key that ends it does so whatever it names.
        if (choice is not null && listens && !recorder.State.IsOpen && input.Prepare(choice) is { } reason)
            return Refuse(CommandErrorCode.UnknownTranscriber, $"Nothing is recorded: {reason}");

        var outcome = recorder.Execute(command, choice);
        // Speech from now on is stored and shown.
        if (recorder.State.IsOpen) playback.Stop();
        if (listens)
        {
            outcome = await recorder
                .AwaitSoundAsync(outcome, LongestReply - time.GetElapsedTime(pressedAt))
                .ConfigureAwait(false);
        }

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

    private async ValueTask<string?> FindObstacleAsync()
    {
        var isMissing = input.Microphone == MicrophoneState.Missing;
        var obstacle = await input.FindObstacleAsync(isMissing ? LongestReply : LongestTrial).ConfigureAwait(false);
        if (obstacle is not null) recorder.NoteMicrophone(input.Microphone == MicrophoneState.Missing);
        return obstacle;
    }

    private static RecordingReply Refuse(CommandErrorCode code, string error) =>
        new() { Status = CommandReply.Failed, Code = code, Error = error };

    // A resume that is refused tries nothing.
    private bool Listens(SessionCommand command) => SessionDecider.Resolve(recorder.State, command) switch
    {
        SessionCommand.Start => true,
        SessionCommand.Resume => recorder.State.IsPaused,
        _ => false,
    };

    private async ValueTask<RecordingReply> StopAsync()
    {
        var wasPlaying = playback.Stop();
        var reply = await ExecuteAsync(SessionCommand.Stop).ConfigureAwait(false);
        return wasPlaying && reply.SessionId is null ? reply with { Message = "Playing stopped" } : reply;
    }

    private async ValueTask<CommandReply> SetOffTheRecordAsync(bool? isWanted) =>
        isWanted is not { } on
            ? CommandReply.Failure(CommandErrorCode.MissingSwitch, "The request has no \"on\" that is true or false")
            : await ExecuteAsync(on ? SessionCommand.GoOffTheRecord : SessionCommand.GoOnTheRecord).ConfigureAwait(false) with
            {
                OffTheRecord = recorder.State.IsOffTheRecord ? true : null,
            };
}
