using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests;

/// <summary>The commands of a recorder by their names, and what people are told of them.</summary>
internal static class RecorderCommands
{
    public static RecordingOutcome Start(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Start);

    public static RecordingOutcome Stop(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Stop);

    public static RecordingOutcome Toggle(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Toggle);

    public static RecordingOutcome Pause(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Pause);

    public static RecordingOutcome Resume(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Resume);

    public static RecordingOutcome Cancel(this SessionRecorder recorder) => recorder.Execute(SessionCommand.Cancel);

    public static RecordingOutcome SetOffTheRecord(this SessionRecorder recorder, bool isWanted) =>
        recorder.Execute(isWanted ? SessionCommand.GoOffTheRecord : SessionCommand.GoOnTheRecord);

    public static bool IsCancelled(this SessionRecorder recorder, SessionId session) =>
        recorder.State.IsCancelled(session);

    public static void NoteSourceEnded(this SessionRecorder recorder) => recorder.HasSource = false;

    public static string Message(this RecordingOutcome outcome) =>
        CommandWords.Of(SessionCommand.Toggle, outcome, trouble: null);
}
