using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Observing;

/// <summary>
/// Damage that shows while the daemon runs: said in its log, counted, and remembered for the next start. The same thing
/// is said once, however many clients meet it. Any thread may note something.
/// </summary>
internal sealed class DamageJournal(string path, LogMetrics metrics, ILogger logger)
{
    private readonly Lock _noting = new();
    private string? _last;

    /// <summary>Notes an error if it says that something is damaged.</summary>
    public void Note(Exception e)
    {
        if (e is SqliteException error && Damage.Is(error) && !Damage.IsOfFullText(error)) Note(error.Message);
    }

    public void Note(string reason)
    {
        lock (_noting)
        {
            if (reason == _last) return;
            _last = reason;
            Suspicion.Raise(path, reason);
        }

        metrics.Errors.Add(LogErrorKind.Damage);
        logger.DamageMet(path, reason);
    }
}
