using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Audio on the disk as a test says it is; nothing is done with it.</summary>
internal sealed class FakeLateAudio : ILateAudio
{
    /// <summary>How many segments of each session have failed; null for a daemon that cannot transcribe.</summary>
    public int? Failed { get; set; }

    public RecoveryFigures Recovered { get; set; } = RecoveryFigures.None;

    public bool IsRecovered => true;

    public bool Find(SessionId? open) => false;

    public Task RunAsync(SessionRecorder recorder, IEventLogReader log, CancellationToken stopping) =>
        Task.CompletedTask;

    public Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public int? Retry(SessionId session) => Failed;
}
