using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Storage.Audio.Native;
using Swictation.Storage.Observing;

namespace Swictation.Storage.Audio;

/// <summary>
/// Turns the audio of a directory from WAV into FLAC, file by file. A WAV file goes when the FLAC file beside it is on the disk and
/// has been decoded and compared sample by sample; whoever is killed before leaves both, and the WAV file counts.
/// </summary>
/// <param name="write">Writes a FLAC file.</param>
internal sealed class AudioCompression(
    string directory, Action<string, short[]> write, StepObserver? steps, ILogger logger)
{
    // Then it is not the files: the disk is full, for one.
    private const int MostLeftAlone = 10;

    // They stay as they are until the next start.
    private readonly HashSet<string> _leftAlone = [];
    private readonly Queue<StoredAudio> _found = [];
    private bool _isImpossible;

    /// <summary>Takes the next file, some 20 ms.</summary>
    /// <returns>False if there is none.</returns>
    public bool TakeNext()
    {
        if (_isImpossible) return false;
        if (_found.Count == 0) Find();
        if (!_found.TryDequeue(out var wav)) return false;
        try
        {
            lock (AudioDirectory.Changing) Compress(wav);
        }
        catch (DllNotFoundException)
        {
            GiveUp($"libsndfile is missing; install it with: apt install {SndFile.DebianPackage}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AudioStoreException)
        {
            _leftAlone.Add(wav.Name);
            logger.NotCompressed($"{wav.Path}: {e.Message}");
            if (_leftAlone.Count == MostLeftAlone) GiveUp($"{MostLeftAlone} files could not be made smaller; the next start tries again");
        }

        return true;
    }

    private void Find()
    {
        try
        {
            foreach (var audio in AudioDirectory.List(directory, isMeasured: false))
            {
                if (Path.GetExtension(audio.Path) == AudioFileName.Extension && !_leftAlone.Contains(audio.Name)) _found.Enqueue(audio);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUp($"{directory}: {e.Message}");
        }
    }

    // Until the next start.
    private void GiveUp(string reason)
    {
        _isImpossible = true;
        logger.NotCompressed(reason);
    }

    // What is forgotten meanwhile waits for it, or this does not find it any more.
    private void Compress(StoredAudio wav)
    {
        if (!File.Exists(wav.Path)) return;
        if (WavHeader.Read(wav.Path) is not { Length: > 0 and <= FlacFile.MostSamples } samples)
            throw new IOException("it is no audio of this log");

        var flac = FlacFile.NameOf(wav.Path);
        try
        {
            steps?.Invoke(LogStep.Compress, isDone: false);
            write(flac, samples);
            steps?.Invoke(LogStep.Compress, isDone: true);
            if (!FlacFile.Read(flac).AsSpan().SequenceEqual(samples)) throw new IOException("it does not come back as it was");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(flac);
            throw;
        }

        AudioDirectory.Sync(Path.GetDirectoryName(flac)!);
        steps?.Invoke(LogStep.Compress, isDone: false);
        File.Delete(wav.Path);
        steps?.Invoke(LogStep.Compress, isDone: true);
    }
}
