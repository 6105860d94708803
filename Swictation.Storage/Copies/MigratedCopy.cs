using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Copies;

/// <summary>
/// A log of an earlier version in the form of this one: a copy in the directory for temporary files, its owner's alone, which is
/// removed when it is disposed. The log itself is only read, and may be one that an older daemon records into.
/// </summary>
public sealed class MigratedCopy : IDisposable
{
    private const string Prefix = "swictation-older-";

    private readonly SweptDirectory _directory;

    private MigratedCopy(SweptDirectory directory) => _directory = directory;

    /// <summary>The database.</summary>
    public string Path => _directory.File("log.db");

    /// <summary>Copies a log as it is now, and brings the copy up to date. As long as the log is large.</summary>
    /// <exception cref="DatabaseOpenException">The log cannot be read, or there is no room for a copy.</exception>
    public static MigratedCopy Make(string path, TimeProvider time)
    {
        MigratedCopy? copy = null;
        try
        {
            copy = new(SweptDirectory.Make(Prefix));
            LogCopy.Make(DatabaseName.Resolve(path), copy.Path, time, NullLogger.Instance);
            return copy;
        }
        catch (Exception e) when (e is SqliteException or EventLogDamagedException or IOException or UnauthorizedAccessException or DatabaseOpenException)
        {
            copy?.Dispose();
            throw new DatabaseOpenException(
                path,
                $"is from an older version, and cannot be copied to {System.IO.Path.GetTempPath()} to be read ({e.Message}); "
                    + "start the daemon of this version on it once, or name another directory in TMPDIR",
                e);
        }
    }

    public void Dispose() => _directory.Dispose();
}
