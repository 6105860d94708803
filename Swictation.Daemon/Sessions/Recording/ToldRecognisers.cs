using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// What the log has about the recognisers of the sessions that this daemon adds text to. Of a few sessions: of another one it
/// is told once more, which does no harm.
/// </summary>
internal sealed class ToldRecognisers
{
    private const int MostSessions = 64;

    private readonly Dictionary<SessionId, Recogniser> _newest = [];

    /// <summary>True if the newest one that the log has for a session is this.</summary>
    public bool Has(SessionId session, Recogniser recogniser) => _newest.GetValueOrDefault(session) == recogniser;

    /// <summary>These events are in the log.</summary>
    public void Note(List<SessionEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is not RecogniserChanged changed) continue;

            if (_newest.Count == MostSessions) _newest.Clear();
            _newest[changed.Session] = changed.What;
        }
    }
}
