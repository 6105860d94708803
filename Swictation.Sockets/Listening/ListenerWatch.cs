using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Looks every second whether the file of a socket is still there: a clean-up of /tmp or a mistaken rm would leave new
/// clients outside for ever.
/// </summary>
internal sealed class ListenerWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly UnixListener _listener;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private string? _said;

    public ListenerWatch(UnixListener listener, TimeProvider time, ILogger logger)
    {
        _listener = listener;
        _logger = logger;
        if (SocketPath.IsReplaceable(listener.Path)) ListeningLog.Replaceable(logger, listener.Path);
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        try
        {
            if (_listener.Restore()) ListeningLog.Restored(_logger, _listener.Path);
            _said = null;
        }
        catch (SocketBindFailedException e)
        {
            // Logged once, not every second.
            if (_said != e.Reason) ListeningLog.NotRestored(_logger, e.Message);
            _said = e.Reason;
        }
    }
}
