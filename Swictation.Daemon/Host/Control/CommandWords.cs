using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Decisions;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>The outcomes of commands, in words for people.</summary>
internal static class CommandWords
{
    private static readonly Dictionary<CommandAnswer, string> Words = new()
    {
        [CommandAnswer.Started] = "Recording started",
        [CommandAnswer.Continued] = "Recording continued",
        [CommandAnswer.Resumed] = "Recording resumed",
        [CommandAnswer.AlreadyRecording] = "Already recording",
        [CommandAnswer.Stopped] = "Recording stopped",
        [CommandAnswer.NotRecording] = "Not recording",
        [CommandAnswer.AlreadyStopped] = "Already stopped, still transcribing",
        [CommandAnswer.Paused] = "Recording paused",
        [CommandAnswer.AlreadyPaused] = "Already paused",
        [CommandAnswer.Cancelled] = "Recording cancelled",
        [CommandAnswer.WentOffTheRecord] = "Off the record from now on",
        [CommandAnswer.AlreadyOffTheRecord] = "Already off the record",
        [CommandAnswer.WentOnTheRecord] = "On the record again",
        [CommandAnswer.AlreadyOnTheRecord] = "Already on the record",
        [CommandAnswer.NotBeingRecorded] = "The session is not being recorded; start, or toggle, takes it up again",
        [CommandAnswer.NotPaused] = "The session is not paused; start, or toggle, takes it up again",
    };

    /// <param name="trouble">The fault of the source; null if there is none.</param>
    public static string Of(SessionCommand command, RecordingOutcome outcome, string? trouble)
    {
        if (outcome.Answer == CommandAnswer.NoSession) return $"There is no session to {command.ToString().ToLowerInvariant()}";

        var words = outcome.IsPreparing
            ? "The microphone is being opened: recording begins with its first sound"
            : Words[outcome.Answer];
        if (outcome.IsInterrupted) words = $"{words}, but nothing can be heard yet: {trouble}";
        if (outcome.HasNoSource) words = $"{words}, but the source has ended: nothing will be heard";
        return outcome.NotStored is { } outage ? $"{words}, but it cannot be stored yet: {outage.Reason}" : words;
    }

    /// <summary>The code of a refusal; null for what was done, or had been done before.</summary>
    public static CommandErrorCode? RefusalOf(CommandAnswer answer) =>
        !answer.IsRefusal() ? null
        : answer == CommandAnswer.NoSession ? CommandErrorCode.NoSession
        : CommandErrorCode.WrongState;
}
