namespace Swictation.Domain.Log;

/// <summary>
/// The notice inside this process that the log cannot be written, for those who tell people. It does not go through the
/// log, and so it is no event: clients get only events that are committed (promise P1), and this says why there are
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
    /// To be called before what was held is committed: whoever sees that must not hear of the outage any more.
    /// </summary>
    public void End() => _current = null;
}
