using System.Globalization;
using Swictation.Daemon.Options;

namespace Swictation.Daemon.Hosting;

/// <summary>
/// Where events go that a daemon holds in memory when it has to end while the log cannot be written: into a file of
/// their own, a JSON line each as the log would have had it, beside the database or, if not even that works, in a
/// directory for temporary files.
/// </summary>
internal static class UnsavedEvents
{
    /// <summary>Saves the lines in the first place that takes them.</summary>
    /// <returns>What became of them, in one line for the user.</returns>
    public static string Save(
        IReadOnlyList<ReadOnlyMemory<byte>> lines, string reason, DaemonOptions options, TimeProvider time)
    {
        var now = time.GetLocalNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"swictation-unsaved-{now:yyyyMMdd-HHmmss-fff}.jsonl");
        string?[] places =
        [
            Path.GetDirectoryName(options.DatabasePath),
            Path.GetTempPath(),
            Path.GetDirectoryName(options.MetricsSocketPath),
        ];
        var path = places.OfType<string>()
            .Select(place => Path.Combine(place, name))
            .FirstOrDefault(path => TryWrite(path, lines));
        var fate = path is null ? "they are lost" : $"they are in {path}, a JSON line each";
        return $"{options.DatabasePath}: {lines.Count} events could not be stored: {reason}; {fate}";
    }

    private static bool TryWrite(string path, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            try
            {
                foreach (var line in lines)
                {
                    file.Write(line.Span);
                    file.WriteByte((byte)'\n');
                }

                file.Flush(flushToDisk: true);
                return true;
            }
            catch (IOException)
            {
                // Half of it in one place and all of it in another would be read as two.
                File.Delete(path);
                return false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
