using Swictation.Domain.Errors;
using Swictation.Storage.Copies;

namespace Swictation.Replay.Sessions;

/// <summary>Opens a log where it can be read: in its file, or in a copy where an earlier version has made it.</summary>
internal static class ReadableLog
{
    /// <param name="warn">Takes the line that says that it is a copy.</param>
    /// <param name="open">Opens a log of this version.</param>
    /// <returns>What was opened, and the copy that it reads; null where it reads the log itself.</returns>
    /// <exception cref="DatabaseOpenException">There is no event log of this version or of an earlier one.</exception>
    public static (T Opened, MigratedCopy? Copy) Open<T>(string path, TimeProvider time, Action<string> warn, Func<string, T> open)
    {
        try
        {
            return (open(path), null);
        }
        catch (DatabaseOpenException e) when (e.IsOlder)
        {
            warn($"{path} is from an older version: a copy of it is brought up to date and read; start swictation-daemon on it once, "
                + "and that is done for good");
            var copy = MigratedCopy.Make(path, time);
            try
            {
                return (open(copy.Path), copy);
            }
            catch
            {
                copy.Dispose();
                throw;
            }
        }
    }
}
