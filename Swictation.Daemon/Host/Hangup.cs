using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host;

/// <summary>
/// The meaning of SIGHUP. Under a service manager, which has no terminal that could be closed: to read settings again.
/// </summary>
internal sealed class Hangup(bool isManaged, LogSetting log, ILogger logger)
{
    /// <summary>False: it was a closed terminal, and the daemon ends.</summary>
    public bool TryReadAgain()
    {
        if (isManaged) log.ReadAgain(logger);
        return isManaged;
    }
}
