using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform.Clocks;
using Swictation.Daemon.Platform.Words;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.LastWord;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Storage;
using Swictation.Storage.Observing;

namespace Swictation.Daemon.Host;

/// <summary>Makes the recorder from the log, and has it come up: a session that is open goes on or is closed.</summary>
internal static class RecorderFactory
{
    public static SessionRecorder ComeUp(
        DaemonContext context,
        SqliteEventLog log,
        EarlierDaemons earlier,
        IOpenedInput input,
        RecordingGate gate,
        ISystemLoadMeter load,
        OutageNotice outages)
    {
        context.Steps?.Invoke(LogStep.Recover, isDone: false);
        var state = LogRecovery.Fold(log.Reader.ReadForFold());
        var recovery = Recover(context, state, input, earlier.Microphone);
        var patient = new PatientLog(log, outages, context.Time, context.Loggers.CreateLogger<PatientLog>());
        var recorder = new SessionRecorder(
            patient,
            state,
            gate,
            input.Backlog,
            load,
            context.Time,
            new SuspensionMeter(),
            earlier.Words,
            input.IsLive,
            new WordCounter(new IcuWordIterator()));
        recorder.ComeUp(recovery, context.Options.OffTheRecord);
        if (recorder.State.IsOffTheRecord) HostLog.OffTheRecord(context.Logger);
        context.Steps?.Invoke(LogStep.Recover, isDone: true);
        return recorder;
    }

    private static ImmutableArray<SessionEvent> Recover(
        DaemonContext context, DaemonState state, IOpenedInput input, MicrophoneDecision microphone)
    {
        var (options, logger) = (context.Options, context.Logger);
        var hasAudio = input.FindLeft(state.Session);
        var recovery = RestartDecider.ComeUp(
            state, options.ResumeWindow, context.Time.GetLocalNow(), hasAudio, microphone.MayGoOn, input.IsLive);
        foreach (var recovered in recovery.OfType<SessionRecovered>())
        {
            if (recovered.Resumed)
                HostLog.SessionResumed(logger, recovered.Session, state.IsPaused ? "is still paused" : "goes on");
            else if (hasAudio)
                HostLog.SessionClosing(logger, recovered.Session);
            else
                HostLog.SessionClosed(logger, recovered.Session);
        }

        var wasToRecord = SessionDecider.IsListening(state) || options.Record == RecordOption.Configured;
        if (wasToRecord && !microphone.Starts && microphone.Reason is { } reason) LastWordLog.StaysClosed(logger, reason);
        return recovery;
    }
}
