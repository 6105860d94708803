using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Sqlite;

/// <summary>How the pages of a database are laid out, which is decided when its file is made.</summary>
internal static class PageLayout
{
    /// <summary>
    /// Bytes of a page. A commit writes all of each page that it changes, and a recording commits every second: with SQLite's usual
    /// 4,096 an hour of it writes 46 MB to the disk (docs/performance.md). Logs that were made with those keep them.
    /// </summary>
    public const int PageBytes = 1024;

    /// <summary>To be said of a database before anything is in it, or before it is written into another file.</summary>
    public static void Choose(SqliteConnection connection)
    {
        connection.Execute($"PRAGMA page_size = {PageBytes};");
        FreePages.CanBeGivenBack(connection);
    }
}
