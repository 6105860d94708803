using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Storage;

namespace Swictation.Daemon.Host;

/// <summary>Opens the event log; makes its directory where that is the daemon's own.</summary>
internal static class LogFactory
{
    /// <exception cref="DatabaseOpenException">It cannot be opened.</exception>
    public static SqliteEventLog Open(DaemonContext context, ICommitNotice commits)
    {
        var options = context.Options;
        if (options.MakesDataDirectory) MakeDirectory(options.DatabasePath);
        return SqliteEventLog.Open(
            new(options.DatabasePath)
            {
                Durability = options.Durability,
                KeepMetrics = options.KeepMetrics.Time,
                KeepText = options.KeepText.Time,
                Steps = context.Steps,
            },
            commits,
            context.Time,
            context.Loggers.CreateLogger<SqliteEventLog>());
    }

    private static void MakeDirectory(string databasePath)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(databasePath, $"its directory cannot be made: {e.Message}", e);
        }
    }
}
