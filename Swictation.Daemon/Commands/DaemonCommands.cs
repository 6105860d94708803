using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Hosting;
using Swictation.Daemon.Recording;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Commands;

/// <summary>
/// The actions of the command socket. Commands change nothing themselves: the recorder appends, and the events tell.
/// </summary>
internal sealed class DaemonCommands(
    SessionRecorder recorder,
    IEventLogReader log,
    IHostApplicationLifetime lifetime,
    Func<BroadcasterMetrics> collectMetrics) : ICommandHandler
{
    private const int LongestEcho = 64;

    public CommandReply Handle(CommandRequest request) => request.Action switch
    {
        "toggle" => Record(recorder.Toggle),
        "start" => Record(recorder.Start),
        "stop" => Record(recorder.Stop),
        "status" => Status(),
        "metrics" => CommandReply.Success("Metrics") with { Metrics = collectMetrics() },
        "quit" or "exit" or "shutdown" => Quit(),
        var other => CommandReply.Failure(
            CommandErrorCode.UnknownAction,
            $"Unknown action: {Shortened(other)}"),
    };

    private static string Shortened(string action)
    {
        if (action.Length <= LongestEcho) return action;

        var length = char.IsHighSurrogate(action[LongestEcho - 1]) ? LongestEcho - 1 : LongestEcho;
        return $"{action.AsSpan(0, length)}...";
    }

    private CommandReply Record(Func<RecordingOutcome> change)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return CommandReply.Failure(CommandErrorCode.ShuttingDown, "The daemon is shutting down");

        var outcome = change();
        return CommandReply.Success(outcome.Message) with
        {
            State = PhaseName.Of(outcome.Phase),
            SessionId = outcome.Session?.Value,
            Seq = outcome.Sequence,
        };
    }

    private CommandReply Status()
    {
        var state = recorder.State;
        var figures = recorder.Figures;
        var phase = PhaseName.Of(state.Phase);
        var end = recorder.HasSource ? "" : ", and the source has ended";
        return CommandReply.Success($"The daemon is {phase}{end}") with
        {
            State = phase,
            SessionId = state.Session?.Value,
            Seq = log.Head,
            DurationS = state.IsOpen ? figures.DurationS : null,
            Segments = state.IsOpen ? figures.Segments : null,
            Words = state.IsOpen ? figures.Words : null,
            Clients = (int)collectMetrics().Clients,
            Pid = Environment.ProcessId,
            Version = ProductVersion.Current,
        };
    }

    private CommandReply Quit()
    {
        lifetime.StopApplication();
        return CommandReply.Success("Shutting down") with { State = PhaseName.Of(recorder.State.Phase) };
    }
}
