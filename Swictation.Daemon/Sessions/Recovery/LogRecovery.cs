using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>What a log says that a daemon finds (promise P7).</summary>
internal static class LogRecovery
{
    /// <summary>The state that stored events say.</summary>
    public static DaemonState Fold(IEnumerable<StoredEvent> stored) =>
        stored.Aggregate(DaemonState.Initial, (state, next) => state.Apply(WireReader.Read(next)));
}
