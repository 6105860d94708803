using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Unsaved;
using Swictation.Daemon.Options;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Decisions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Host;

/// <summary>
/// Runs the input for as long as the daemon runs. When the daemon stops, what was heard is transcribed and the session
/// ended in the log before anything else is taken down.
/// </summary>
internal sealed class InputService(
    IInput input,
    SessionRecorder recorder,
    IEventLogReader log,
    DaemonOptions options,
    MicrophoneDecision microphone,
    WordKeeper words,
    IHostApplicationLifetime lifetime,
    ExitStatus exit,
    TimeProvider time,
    ILogger<InputService> logger) : BackgroundService
{
    private SessionId _first;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _first = recorder.State.Session ?? recorder.State.NextSession;
        if (microphone.Starts)
            recorder.Execute(SessionCommand.Start);
        else if (options.ExitAtEnd)
            InputLog.WaitingForStart(logger);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        TryStop();
        if (recorder.State is { IsOpen: true, IsClosing: false }) InputLog.TranscribingTheRest(logger);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (recorder.ReleaseOrGiveUp() is { Count: > 0 } left)
            exit.Fail(UnsavedEvents.Save(new(log.LogId, log.Head, left, words.Last?.ToString()), recorder.Outage!.Reason.Words, options, time));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await input.RunAsync(stoppingToken).ConfigureAwait(false);
            if (!stoppingToken.IsCancellationRequested)
            {
                recorder.HasSource = false;
                InputLog.SourceEnded(logger, AfterTheSource());
            }
        }
        catch (AudioSourceException e)
        {
            recorder.HasSource = false;
            InputLog.SourceFailed(logger, e.Message);
            if (recorder.State.Session is { } session) recorder.Fail(session);
            if (options.ExitAtEnd) exit.Fail(e.Message);
        }
        catch (EventLogWriteException e) when (stoppingToken.IsCancellationRequested)
        {
            // Speech could not be stored, and there is no time left to try again.
            exit.Fail(e.Message);
        }

        if (!options.ExitAtEnd || stoppingToken.IsCancellationRequested) return;

        await input.Late.WaitUntilCaughtUpAsync(stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TryStop();
        if (MissingText.Describe(log, _first, options.RetryCommand) is { } missing) exit.Fail(missing);
        lifetime.StopApplication();
    }

    private string AfterTheSource()
    {
        if (options.ExitAtEnd) return "";
        if (recorder.State is not { Session: { } session } state)
            return ": nothing more is heard; end the daemon with 'swictation-daemon quit'";

        var without = state.WithoutText.All.Count;
        var outcome = without == 0
            ? "is transcribed"
            : $"is processed, but the recogniser failed on {Counted.Of(without, "segment")} of it";
        return $" and all speech {outcome}; session {session} stays open: end it with 'swictation-daemon stop', "
            + "or the daemon with 'swictation-daemon quit'; with --exit-at-end it ends by itself";
    }

    private void TryStop()
    {
        try
        {
            recorder.End();
        }
        catch (EventLogWriteException e)
        {
            InputLog.NotEnded(logger, e.Message);
        }
    }
}
