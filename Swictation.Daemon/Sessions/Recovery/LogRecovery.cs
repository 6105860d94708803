using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>The state of a daemon that starts, from the log that it finds (promise P7).</summary>
internal static class LogRecovery
{
    /// <summary>Folds stored events.</summary>
    public static DaemonState Fold(IEnumerable<StoredEvent> stored) =>
        stored.Aggregate(DaemonState.Initial, (state, next) => state.Apply(WireReader.Read(next)));
}
