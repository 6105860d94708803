using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Platform.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Clocks;

namespace Swictation.Daemon.Host;

/// <summary>The daemon's own log on standard error: which messages it has, and their form.</summary>
/// <param name="read">Reads the setting again, as it is now.</param>
internal sealed class LogSetting(LogLevels first, Func<LogLevels> read)
{
    private volatile LogLevels _levels = first;

    /// <summary>Reads the setting again. A mistake in it is logged, and changes nothing.</summary>
    public void ReadAgain(ILogger logger)
    {
        try
        {
            _levels = read();
            HostLog.LevelsRead(logger, _levels);
        }
        catch (ConfigurationException e)
        {
            HostLog.LevelsNotRead(logger, e.Message);
        }
    }

    public void AddTo(ILoggingBuilder logging) =>
        logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter((category, level) => _levels.Include(category ?? "", level))
            // Made by the container, which disposes of nothing else: at the end the last lines are written.
            .Services.AddSingleton<ILoggerProvider>(_ => new StandardErrorLog(JournalStream.IsStandardError, new LocalTime()));
}
