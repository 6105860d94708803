using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Audio;

/// <summary>Writes zeros over audio of a log, in whichever form and place it is by now.</summary>
internal sealed class AudioErasure(string databasePath)
{
    private const string PartExtension = ".part";

    private readonly AudioDirectory _directory = new(databasePath);
    private readonly string _beside = Path.GetDirectoryName(Path.GetFullPath(databasePath))!;

    /// <summary>Writes zeros over a stretch of a file as it was written down, or deletes the whole file.</summary>
    /// <param name="path">In the directory of the database where it is relative.</param>
    /// <param name="first">The first byte, as of the WAV file; null for the whole file.</param>
    /// <param name="last">The last byte likewise.</param>
    /// <exception cref="IOException">It cannot be written to, or not be deleted.</exception>
    public void Erase(string path, long? first, long? last)
    {
        var name = Path.Combine(_beside, path);
        if (first is { } from && last is { } to) Erase(name, from, to);
        else Delete(name);
    }

    /// <summary>Writes zeros over all of a file and deletes it, with a FLAC file of its audio.</summary>
    /// <exception cref="IOException">It cannot be written to, or not be deleted.</exception>
    public void Delete(string path)
    {
        lock (AudioDirectory.Changing)
        {
            path = Locate(path);
            // The WAV file last: without it, what is beside it would be taken for whole.
            if (IsWav(path))
            {
                Zeros.Delete(FlacFile.NameOf(path));
                Zeros.Delete(path + PartExtension);
            }

            Zeros.Delete(path);
        }
    }

    /// <summary>
    /// Writes zeros over a stretch of a WAV file. Of audio that is FLAC by now, the rest becomes a WAV file again; a FLAC file
    /// that cannot be decoded goes as a whole.
    /// </summary>
    /// <param name="first">The first byte, as of the WAV file.</param>
    /// <param name="last">The last byte likewise.</param>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public void Erase(string path, long first, long last)
    {
        lock (AudioDirectory.Changing)
        {
            if (!IsWav(path))
            {
                Zeros.TryWrite(path, first, last);
                return;
            }

            path = Locate(path);
            var flac = FlacFile.NameOf(path);
            if (!File.Exists(path) && File.Exists(flac)) Unpack(flac, path, first, last);
            Zeros.TryWrite(path, first, last);
            Zeros.Delete(flac);
        }
    }

    // Audio that was released since it was written down is among the kept one, or among that of cancelled sessions.
    private string Locate(string path)
    {
        if (!IsWav(path) || Exists(path)) return path;

        var name = Path.GetFileName(path);
        return new[] { _directory.Kept, _directory.Cancelled }.Select(place => Path.Combine(place, name)).FirstOrDefault(Exists) ?? path;
    }

    private static bool Exists(string wav) => File.Exists(wav) || File.Exists(FlacFile.NameOf(wav));

    private static bool IsWav(string path) => Path.GetExtension(path) == AudioFileName.Extension;

    private static void Unpack(string flac, string wav, long first, long last)
    {
        short[] samples;
        try
        {
            samples = FlacFile.Read(flac);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            return;
        }

        var from = (int)Math.Clamp((first - WavHeader.Bytes) / sizeof(short), 0, samples.Length);
        var to = (int)Math.Clamp((last + 1 - WavHeader.Bytes) / sizeof(short), from, samples.Length);
        samples.AsSpan(from..to).Clear();
        // A WAV file is taken for whole: it gets its name when it is.
        var part = wav + PartExtension;
        try
        {
            File.Delete(part);
            using var file = AudioFile.Create(part);
            file.Append(samples);
            file.Sync();
        }
        catch (AudioStoreException e)
        {
            throw new IOException(e.Message, e);
        }

        File.Move(part, wav, overwrite: true);
        Disk.SyncDirectoryOf(wav);
    }
}
