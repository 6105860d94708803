using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>Lines of text that can be read.</summary>
/// <param name="endsWithWriter">As of <see cref="TextInput"/>.</param>
/// <param name="late">There is no audio here; but an earlier daemon may have left some.</param>
internal sealed class OpenedText(
    InterruptibleReader reader, bool endsWithWriter, NoLateAudio late, TimeProvider time, ILogger<TextInput> logger)
    : IOpenedInput
{
    /// <summary>Empty: a line that was read is recorded by the same thread, or kept for the next session.</summary>
    public IBacklog Backlog { get; } = new SpeechBacklog();

    public bool IsLive => false;

    public void GetReady()
    {
    }

    public bool FindLeft(SessionId? open)
    {
        late.Find();
        return false;
    }

    public IInput Connect(SessionRecorder recorder, RecordingGate gate, IEventLogReader log, LogEditor editor) =>
        new TextInput(reader, endsWithWriter, late, recorder, gate, time, logger);

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        return ValueTask.CompletedTask;
    }
}
