using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Language;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// <c>searchable(text)</c> in the SQL of a connection: <see cref="SearchableText.Of"/>, NULL where that adds nothing. Only for
/// statements of ours; nothing that is stored in a database may depend on it.
/// </summary>
internal static class SearchableFunction
{
    /// <summary>SQLITE_DIRECTONLY: no trigger and no view may call it.</summary>
    private const int DirectOnly = 0x80000;

    private const int Flags = raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC | DirectOnly;

    // The characters that something is added for begin with a higher byte than those of scripts west of India.
    private const byte FirstOfInterest = 0xE0;

    public static void Register(SqliteConnection connection)
    {
        var result = raw.sqlite3_create_function(connection.Handle, "searchable", 1, Flags, null, Run);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    private static void Run(sqlite3_context context, object data, sqlite3_value[] arguments)
    {
        var utf8 = raw.sqlite3_value_blob(arguments[0]);
        var searchable = utf8.ContainsAnyInRange(FirstOfInterest, byte.MaxValue)
            ? SearchableText.Of(Encoding.UTF8.GetString(utf8))
            : null;
        if (searchable is null) raw.sqlite3_result_null(context);
        else raw.sqlite3_result_text(context, Encoding.UTF8.GetBytes(searchable));
    }
}
