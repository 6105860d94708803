namespace Swictation.Domain.Log;

/// <summary>
/// The notice inside this process that the log cannot be written, for code that informs people. It does not go through
/// the log, and so it is no event: clients get only committed events (promise P1), and this is the reason why there are
/// none.
/// </summary>
public sealed class OutageNotice
{
    private volatile LogOutage? _current;

    /// <summary>
    /// Raised on the recorder's thread when an outage begins; a handler must neither block nor throw.
    /// </summary>
    public event Action? Begun;

    /// <summary>The outage that lasts; null while the log can be written.</summary>
    public LogOutage? Current => _current;

    public void Begin(LogOutage outage)
    {
        _current = outage;
        Begun?.Invoke();
    }

    /// <summary>
    /// Call this before the held events are committed: a client that has received them must not hear of the outage.
    /// </summary>
    public void End() => _current = null;
}
