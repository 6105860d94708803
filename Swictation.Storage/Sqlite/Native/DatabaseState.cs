using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Storage.Sqlite.Native;

/// <summary>Asks SQLite about the files of a connection, which the layers above do not.</summary>
internal static partial class DatabaseState
{
    private const string Library = "e_sqlite3";
    private const int HasMovedOpcode = 20;

    /// <summary>The system's number of the error that the last failed call met; 0 where it met none.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_system_errno")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int SystemError(nint database);

    /// <summary>True if the file that is open is not the one at its path any more.</summary>
    public static bool HasMoved(nint database) =>
        Control(database, "main", HasMovedOpcode, out var hasMoved) == 0 && hasMoved != 0;

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Control(nint database, string schema, int opcode, out int result);
}
