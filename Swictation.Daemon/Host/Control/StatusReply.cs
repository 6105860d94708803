using Swictation.Daemon.Platform;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>The reply to <c>status</c>: what the daemon is doing at this moment, and what is wrong.</summary>
internal sealed class StatusReply(
    SessionRecorder recorder, IEventLogReader log, IInput input, IPlayback playback, LogCondition condition, bool isShuttingDown)
{
    /// <param name="clients">How many clients the metrics socket has.</param>
    public DaemonStatus With(int clients)
    {
        var state = recorder.State;
        var figures = recorder.Figures;
        var recovered = input.Late.Recovered;
        var hasRecovered = recovered != RecoveryFigures.None;
        var without = state.IsOpen ? state.WithoutText.All : [];
        var trouble = CurrentTrouble.Find(input, recorder.Outage, state, condition.Disk);
        var chosen = state.IsOpen ? recorder.Choices.Of(state.Session) : null;
        var withheld = recorder.Stages.NobodySpeaks + recorder.Stages.NoSpeechTexts;
        var playing = playback.Session is { } played ? $", playing session {played} to interfaces" : "";
        var doing = isShuttingDown
            ? $"shutting down, {Describe(state)}"
            : $"{Describe(state)}{playing}{DescribeEnd(state)}{DescribeMicrophone(state)}";
        return new()
        {
            Message = $"The daemon is {doing}",
            State = PhaseName.Of(recorder.Phase),
            OffTheRecord = state.IsOffTheRecord ? true : null,
            Paused = state.IsPaused ? true : null,
            Hearing = input.IsHearing ? true : null,
            Playing = playback.Session?.Value,
            SourceEnded = recorder.HasSource ? null : true,
            SessionId = state.Session?.Value,
            Seq = log.Head,
            DurationS = state.IsOpen ? figures.DurationS : null,
            Segments = state.IsOpen ? figures.Segments : null,
            Words = state.IsOpen ? figures.Words : null,
            WithoutText = without.Count > 0 ? without.Count : null,
            RecoveredS = hasRecovered ? Math.Round(recovered.Audio.TotalSeconds, 1) : null,
            RecoveredSegments = hasRecovered ? recovered.Segments : null,
            RecoveredFailed = recovered.Failed > 0 ? recovered.Failed : null,
            RecoveringS = recovered.Left > TimeSpan.Zero ? Math.Round(recovered.Left.TotalSeconds, 1) : null,
            Trouble = trouble.Count > 0 ? [.. trouble.Select(wrong => wrong.Words)] : null,
            TroubleCodes = trouble.Count > 0 ? [.. trouble.Select(wrong => wrong.Code.Name)] : null,
            Microphone = input.Microphone is { } microphone ? MicrophoneName.Of(microphone) : null,
            Clients = clients,
            Pid = Environment.ProcessId,
            Version = ProductVersion.Current,
            ReadModelsBehind = condition.Behind,
            LogHeldBy = condition.HeldBy,
            Transcriber = chosen?.Transcriber,
            Language = chosen?.Language,
            Withheld = withheld > 0 ? withheld : null,
        };
    }

    private static string Describe(DaemonState state)
    {
        var doing = state.IsPaused ? "paused"
            : state.IsPreparing ? "opening the microphone"
            : state.Phase == Phase.Error ? "in error"
            : PhaseName.Of(state.Phase);
        return state.IsOffTheRecord ? $"{doing}, off the record" : doing;
    }

    // Who presses the key after a long pause is to know why the first words are missing.
    private string DescribeMicrophone(DaemonState state) =>
        input.Microphone != MicrophoneState.Closed || SessionDecider.IsListening(state) ? ""
        : "; the microphone is closed, and has to be opened before the first words (--microphone always keeps it open)";

    private string DescribeEnd(DaemonState state) => recorder.HasSource ? "" : ", and the source has ended: "
        + (state.IsOpen ? "nothing more is heard, stop ends the session" : "nothing will be heard");
}
