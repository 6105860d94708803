using System.Globalization;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Room on a disk for a file that is about to be written.</summary>
internal static class DiskRoom
{
    // The event log is to go on: it keeps 16 MiB for emergencies and wants 32 free.
    private const long Spare = 64L * 1024 * 1024;

    /// <summary>Bytes that this user may still write where a directory is.</summary>
    public static long Of(string directory) => new DriveInfo(directory).AvailableFreeSpace;

    /// <exception cref="ModelException">There is too little room.</exception>
    public static void Ensure(string directory, long bytes) => Ensure(directory, bytes, Of(directory));

    /// <param name="free">How many bytes are free.</param>
    /// <inheritdoc cref="Ensure(string, long)"/>
    public static void Ensure(string directory, long bytes, long free)
    {
        if (bytes + Spare <= free) return;
        throw new ModelException(
            directory,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Megabytes(bytes + Spare)} MB are needed there with some to spare, and {Megabytes(free)} MB are free; make room"));
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("#,0", CultureInfo.InvariantCulture);
}
