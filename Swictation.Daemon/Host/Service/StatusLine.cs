using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Host.Service;

/// <summary>The daemon's state in one line, for people who ask the service manager.</summary>
internal static class StatusLine
{
    /// <param name="hasSource">False: nothing more is heard.</param>
    public static string Of(DaemonState state, bool hasSource, long clients)
    {
        var doing = state is { Session: { } session }
            ? $"{Describe(state)}, session {session}"
            : PhaseName.Of(state.Phase);
        var end = hasSource ? "" : ", the source has ended";
        return $"{doing}{end}, {Counted.Of(clients, "client")}";
    }

    private static string Describe(DaemonState state)
    {
        var doing = state.IsPaused ? "paused"
            : state.IsPreparing ? "opening the microphone"
            : PhaseName.Of(state.Phase);
        return state.IsOffTheRecord ? $"{doing}, off the record" : doing;
    }
}
