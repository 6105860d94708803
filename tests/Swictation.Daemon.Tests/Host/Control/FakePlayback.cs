using Swictation.Daemon.Host.Control;
using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Interfaces that play whatever they are told to.</summary>
internal sealed class FakePlayback : IPlayback
{
    public SessionId? Session { get; private set; }

    public Pace Pace { get; private set; }

    public int Interfaces { get; set; } = 2;

    /// <summary>Something that happens when the playing has just begun.</summary>
    public Action Started { get; set; } = () => { };

    public int Start(SessionId session, Pace pace)
    {
        if (Interfaces > 0) (Session, Pace) = (session, pace);
        Started();
        return Interfaces;
    }

    public bool Stop()
    {
        var wasPlaying = Session is not null;
        Session = null;
        return wasPlaying;
    }
}
