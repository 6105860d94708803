using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// What sessions of this daemon have chosen to be recognised by: the newest ones. Of others it knows nothing. Any thread
/// may ask.
/// </summary>
internal sealed class SessionChoices
{
    private const int MostSessions = 64;

    private readonly Lock _changing = new();
    private readonly Dictionary<SessionId, RecogniserChoice> _choices = [];
    private readonly Queue<SessionId> _order = [];

    /// <summary>The choice of a session; null for the daemon's own recogniser.</summary>
    public RecogniserChoice? Of(SessionId? session)
    {
        lock (_changing) return session is { } known ? _choices.GetValueOrDefault(known) : null;
    }

    /// <summary>A session begins with this choice.</summary>
    public void Note(SessionId session, RecogniserChoice choice)
    {
        lock (_changing)
        {
            if (_choices.TryAdd(session, choice)) _order.Enqueue(session);
            if (_order.Count > MostSessions) _choices.Remove(_order.Dequeue());
        }
    }
}
