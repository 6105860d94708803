using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Opening;

/// <summary>
/// An event from before there were checksums can only be asked whether it has the form that its type promises.
/// </summary>
internal static class LegacyCheck
{
    /// <exception cref="EventLogDamagedException">It has not.</exception>
    public static void Run(in StoredEvent stored, long checksummedFrom, string path)
    {
        if (stored.Sequence >= checksummedFrom) return;
        try
        {
            WireReader.Read(stored);
        }
        catch (MalformedEventException e)
        {
            throw new EventLogDamagedException(path, e.Message, e);
        }
    }
}
