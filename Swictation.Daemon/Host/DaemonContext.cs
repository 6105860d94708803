using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Storage.Observing;

namespace Swictation.Daemon.Host;

/// <summary>The settings, the clock and the log on standard error, with which all parts are made.</summary>
/// <param name="Steps">For trying out crashes; null in every ordinary run.</param>
internal sealed record DaemonContext(
    DaemonOptions Options, TimeProvider Time, ILoggerFactory Loggers, StepObserver? Steps)
{
    /// <summary>For messages about the daemon as a whole.</summary>
    public ILogger Logger { get; } = Loggers.CreateLogger("Swictation.Daemon");
}
