using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Audio on the disk as a test says it is; nothing is done with it.</summary>
internal sealed class FakeLateAudio : ILateAudio
{
    /// <summary>How many segments of each session have failed; null for a daemon that cannot transcribe.</summary>
    public int? Failed { get; set; }

    public RecoveryFigures Recovered { get; set; } = RecoveryFigures.None;

    public Task RunAsync(CancellationToken stopping) => Task.CompletedTask;

    public Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public int? Retry(SessionId session) => Failed;
}
