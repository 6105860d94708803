using SQLitePCL;
using Swictation.Domain.Errors;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// The version of SQLite that this process has loaded. From 3.7.0 to 3.51.2 two connections that write or checkpoint
/// one write-ahead log at once could lose what was committed; sqlite.org names 3.51.3 as the first without that.
/// </summary>
internal static class SqliteVersion
{
    /// <summary>As <c>sqlite3_libversion_number</c> counts: 3.51.3.</summary>
    public const int Oldest = 3_051_003;

    static SqliteVersion() => Batteries_V2.Init();

    /// <exception cref="DatabaseOpenException">The library is too old to be trusted with a log.</exception>
    public static void ThrowIfTooOld(string path) => ThrowIfTooOld(path, raw.sqlite3_libversion_number());

    /// <inheritdoc cref="ThrowIfTooOld(string)"/>
    internal static void ThrowIfTooOld(string path, int version)
    {
        if (version >= Oldest) return;
        throw new DatabaseOpenException(
            path,
            $"SQLite {Text(version)} can lose what was written, and {Text(Oldest)} is the oldest that cannot; put the "
                + "libe_sqlite3.so that came with Swictation back beside the executable");
    }

    private static string Text(int version) => $"{version / 1_000_000}.{version / 1_000 % 1_000}.{version % 1_000}";
}
