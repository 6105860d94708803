using System.Buffers.Binary;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Schema;

/// <summary>The identity of a database file, from its header and schema.</summary>
/// <param name="ApplicationId">The application that owns the database; 0 where none has signed it.</param>
/// <param name="Version">Number of the newest migration that has run.</param>
/// <param name="Tables">How many tables, views and indexes it has.</param>
internal readonly record struct DatabaseIdentity(int ApplicationId, int Version, int Tables)
{
    /// <summary>"SWIC" in ASCII. Tools that know the list of SQLite's application ids show it as such.</summary>
    public const int OurApplicationId = 0x53574943;

    private const int ApplicationIdAt = 68;

    /// <summary>Whether the application id stands where it should, whatever else is wrong with the file.</summary>
    public static bool IsSignedByUs(WriterLock writerLock)
    {
        Span<byte> id = stackalloc byte[sizeof(int)];
        return writerLock.Read(id, ApplicationIdAt) == id.Length
            && BinaryPrimitives.ReadInt32BigEndian(id) == OurApplicationId;
    }

    public bool IsEmpty => Tables == 0;

    public bool IsOurs => ApplicationId == OurApplicationId;
}
