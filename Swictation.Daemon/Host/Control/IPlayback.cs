using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;

namespace Swictation.Daemon.Host.Control;

/// <summary>Past sessions on the metrics socket, in place of the present. Nothing of it enters the log.</summary>
internal interface IPlayback
{
    /// <summary>The session that is being played; null if none.</summary>
    SessionId? Session { get; }

    /// <summary>Plays a session that has ended, to interfaces of protocol 1.</summary>
    /// <returns>To how many; 0 if none is connected: then nothing is played.</returns>
    int Start(SessionId session, Pace pace);

    /// <summary>Returns all interfaces to the present.</summary>
    /// <returns>False if nothing was being played.</returns>
    bool Stop();
}
