using Swictation.Domain.State;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>What the log said when it ended at a position.</summary>
/// <param name="Sequence">The newest event.</param>
internal sealed record Settled(DaemonState State, long Sequence);
