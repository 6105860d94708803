using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Protocol;

namespace Swictation.Daemon.Host;

/// <summary>What clients of protocol 2 are told of what is going on.</summary>
internal static class WhatGoesOn
{
    /// <summary>Waits for nobody.</summary>
    /// <param name="disk">What is wrong with the disk; null while it has room.</param>
    /// <param name="holdsUpTo">Up to which position a state holds that was true behind an event.</param>
    public static Snapshot Now(SessionRecorder recorder, IInput input, Trouble? disk, Func<long, long> holdsUpTo)
    {
        var settled = recorder.Settled;
        var (state, outage) = (settled.State, recorder.Outage);
        var trouble = CurrentTrouble.Find(input, outage, state, disk);
        return new(
            holdsUpTo(settled.Sequence),
            outage is null ? state.Phase : Phase.Error,
            state.Session,
            state.IsPaused,
            state.IsOffTheRecord,
            trouble.Any(wrong => wrong.Code == TroubleCode.NothingButSilence),
            input.Microphone,
            input.IsHearing,
            SourceEnded: !recorder.HasSource,
            [.. trouble.Select(wrong => wrong.Code.Name)]);
    }
}
