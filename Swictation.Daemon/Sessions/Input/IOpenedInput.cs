using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// A source, and the recogniser that it needs, that are open; nothing is read before there is a recorder for it.
/// </summary>
internal interface IOpenedInput : IAsyncDisposable
{
    /// <summary>The work that a stopped session has to wait for.</summary>
    IBacklog Backlog { get; }

    /// <summary>True for a microphone: recording begins with its first sound, and not at once.</summary>
    bool IsLive { get; }

    /// <inheritdoc cref="Domain.Audio.IAudioSource.GetReady"/>
    void GetReady();

    /// <summary>
    /// Looks for audio that earlier daemons have left, before new audio is recorded beside it. To be called once.
    /// </summary>
    /// <param name="open">The session that is open in the log.</param>
    /// <returns>True if something of that session is to be transcribed.</returns>
    bool FindLeft(SessionId? open);

    /// <summary>The input that hands speech to a recorder. To be called once, and ended before this.</summary>
    IInput Connect(SessionRecorder recorder, RecordingGate gate, IEventLogReader log, LogEditor editor);
}
