using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>The action <c>quit</c>: ends the daemon. No event is lost before the user has agreed.</summary>
/// <param name="findRoom">The directory that has room for so many bytes of events; null if none has.</param>
/// <param name="stayAway">Called when the daemon ends at a user's wish: the service manager must not start it again.</param>
internal sealed class QuitAction(
    SessionRecorder recorder,
    ILateAudio late,
    IHostApplicationLifetime lifetime,
    Func<long, string?> findRoom,
    Action stayAway)
{
    // The outage in which the user was asked whether the daemon may end all the same.
    private LogOutage? _askedIn;

    public CommandReply Handle(bool isForced)
    {
        recorder.Quit();
        var waiting = "";
        if (recorder.Outage is { } outage)
        {
            var held = recorder.Held;
            waiting = $"{Counted.Of(held.Events, "event")} cannot be stored ({outage.Reason})";
            var place = findRoom(held.Bytes);
            if (place is null && !isForced && Interlocked.Exchange(ref _askedIn, outage)?.Since != outage.Since)
            {
                return CommandReply.Failure(
                    CommandErrorCode.EventsAtRisk,
                    $"{waiting}, and no other place has room for them: make room and they are stored; "
                    + "quit again, or quit --force, ends the daemon without them");
            }

            waiting = place is null ? $"; {waiting} and may be lost" : $"; {waiting} and will be saved in {place}";
        }

        stayAway();
        lifetime.StopApplication();
        var left = late.Recovered.Left;
        var message = left > TimeSpan.Zero
            ? $"Shutting down; {left.TotalSeconds:0.0} s of audio left by the last daemon wait for the next start"
            : "Shutting down";
        return CommandReply.Success($"{message}{waiting}") with
        {
            State = PhaseName.Of(recorder.Phase),
        };
    }
}
