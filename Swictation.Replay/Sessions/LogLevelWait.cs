using Microsoft.Data.Sqlite;
using Swictation.Storage.ReadModels;

namespace Swictation.Replay.Sessions;

/// <summary>Waits until the tables of a log that is written to have an event, so that what is printed next has it too.</summary>
internal static class LogLevelWait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // A daemon that records has the read models level within as much.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Not for ever: it is in the log in any case.</summary>
    public static async Task ForAsync(string path, long position, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Longest)
        {
            try
            {
                if (ReadModelLevel.Read(path) >= position) return;
            }
            catch (SqliteException)
            {
                return;
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
