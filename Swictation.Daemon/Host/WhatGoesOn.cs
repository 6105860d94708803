using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Sockets.Protocol;

namespace Swictation.Daemon.Host;

/// <summary>What clients of protocol 2 are told of what is going on.</summary>
internal static class WhatGoesOn
{
    /// <summary>Waits for nobody.</summary>
    public static Snapshot Now(SessionRecorder recorder, IInput input)
    {
        var settled = recorder.Settled;
        var state = settled.State;
        return new(
            settled.Sequence,
            recorder.Outage is null ? state.Phase : Phase.Error,
            state.Session,
            state.IsPaused,
            state.IsOffTheRecord,
            input.Microphone,
            input.IsHearing);
    }
}
