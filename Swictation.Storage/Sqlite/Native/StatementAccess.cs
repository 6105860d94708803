using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Storage.Sqlite.Native;

/// <summary>
/// SQLite's functions for a prepared statement, called without the layers between: SQLitePCL counts references of the
/// statement for every call, of which an event takes ten. The caller keeps the statement alive.
/// </summary>
internal static unsafe partial class StatementAccess
{
    private const string Library = "e_sqlite3";

    /// <summary>Has SQLite copy what is bound.</summary>
    private const nint Transient = -1;

    public static int BindText(nint statement, int parameter, ReadOnlySpan<byte> utf8)
    {
        // No bytes are a text too, where no address would be NULL.
        byte none;
        fixed (byte* start = utf8) return BindText(statement, parameter, start is null ? &none : start, utf8.Length, Transient);
    }

    public static int BindBlob(nint statement, int parameter, ReadOnlySpan<byte> bytes)
    {
        byte none;
        fixed (byte* start = bytes) return BindBlob(statement, parameter, start is null ? &none : start, bytes.Length, Transient);
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int BindInt64(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int BindNull(nint statement, int parameter);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_last_insert_rowid")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial long LastRow(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int BindText(nint statement, int parameter, byte* utf8, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int BindBlob(nint statement, int parameter, byte* bytes, int length, nint destructor);
}
