namespace Swictation.Domain.Log;

/// <summary>
/// Shared by the pages that were read while nothing was forgotten or taken out of the log. It is over when something was: who
/// still holds such a page reads it again before anything more of it is sent.
/// </summary>
public sealed class PageValidity
{
    private volatile bool _isOver;

    public bool IsOver => _isOver;

    public void End() => _isOver = true;
}
