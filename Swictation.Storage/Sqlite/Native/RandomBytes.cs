using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Swictation.Storage.Sqlite.Native;

/// <summary>SQLite's generator: ChaCha20 with a seed of the system, as <c>randomblob</c> has it.</summary>
internal static unsafe partial class RandomBytes
{
    public static void Fill(Span<byte> bytes)
    {
        fixed (byte* start = bytes) Fill(bytes.Length, start);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_randomness")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial void Fill(int length, byte* start);
}
