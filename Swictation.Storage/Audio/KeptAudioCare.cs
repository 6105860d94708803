using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Storage.Observing;

namespace Swictation.Storage.Audio;

/// <summary>
/// Looks after the audio that is kept when it is not needed any more: makes it smaller, and finds what is too much of it.
/// One thread at a time; audio may be added, expire and be forgotten meanwhile.
/// </summary>
/// <param name="mostBytes">How much is kept; null for no limit.</param>
/// <param name="steps">Told of each step; null for nobody.</param>
public sealed class KeptAudioCare(
    string databasePath, long? mostBytes, TimeProvider time, ILogger logger, StepObserver? steps = null)
{
    // Not an event for every file once it is full.
    private const double Kept = 0.99;

    private readonly AudioDirectory _directory = new(databasePath);
    private readonly AudioCompression _compression = new(new AudioDirectory(databasePath).Kept, (path, samples) => FlacFile.Write(path, samples), steps, logger);

    /// <summary>Makes one file smaller. Takes some 20 ms, and the disk's time.</summary>
    /// <returns>False if there is nothing to do.</returns>
    public bool CompressNext() => _compression.TakeNext();

    /// <summary>What is to go; null while all of it may stay. Withheld segments of the last minutes stay in any case.</summary>
    public AudioExcess? FindExcess()
    {
        if (mostBytes is not { } most) return null;

        string[] places = [_directory.Kept, _directory.Withheld];
        var total = places.Where(Directory.Exists)
            .Sum(place => new DirectoryInfo(place).EnumerateFiles().Sum(file => file.Exists ? file.Length : 0));
        if (total <= most) return null;

        var newest = time.GetUtcNow() - AudioStore.WithheldRetention;
        var excess = total - (long)(most * Kept);
        var (audio, bytes) = (new List<StoredAudio>(), 0L);
        foreach (var oldest in places.SelectMany(place => AudioDirectory.List(place)).OrderBy(kept => kept.At))
        {
            if (bytes >= excess) break;
            if (oldest.At >= newest && Path.GetDirectoryName(oldest.Path) == _directory.Withheld) continue;

            audio.Add(oldest);
            bytes += new FileInfo(oldest.Path) is { Exists: true } file ? file.Length : 0;
        }

        return audio.Count == 0 ? null : new(audio, bytes, most);
    }

    /// <summary>Deletes it.</summary>
    public void Remove(AudioExcess excess)
    {
        foreach (var audio in excess.Audio)
        {
            try
            {
                AudioDirectory.Delete(audio);
            }
            catch (AudioStoreException e)
            {
                logger.AudioNotReleased(e.Message);
            }
        }

        logger.AudioRemoved(excess.Audio.Count, excess.Bytes, excess.Most);
    }
}
