using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Reasons;
using Swictation.Storage.Usage;

namespace Swictation.Daemon.Host;

/// <summary>Knows what the disk of the log had left when it was looked at last. Any thread may ask; one looks.</summary>
/// <param name="measure">Measures it; fails where it cannot be measured.</param>
internal sealed class DiskWatch(string databasePath, Func<DiskForecast> measure, ILogger logger)
{
    private const double Million = 1e6;

    private volatile Known? _known;

    /// <summary>Null before the first look, and where the disk does not say.</summary>
    public DiskForecast? Forecast => _known?.Forecast;

    /// <summary>Null while there is room for another day like the last one.</summary>
    public Trouble? Trouble => _known?.Trouble;

    /// <summary>Reads the events of the last day, some 100 ms at most.</summary>
    public void Look()
    {
        try
        {
            var forecast = measure();
            _known = new(forecast, forecast.IsLow ? Low(forecast) : null);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _known = null;
            HostLog.DiskNotMeasured(logger, e.Message);
        }
    }

    private Trouble Low(DiskForecast forecast) => new(
        TroubleCode.DiskNearlyFull,
        FormattableString.Invariant(
            $"The disk of {databasePath} has {forecast.Left / Million:0} MB left, and the last day took {forecast.LastDay / Million:0} MB; ")
            + "free some space, or keep less audio: swictation-replay du shows what takes it");

    private sealed record Known(DiskForecast Forecast, Trouble? Trouble);
}
