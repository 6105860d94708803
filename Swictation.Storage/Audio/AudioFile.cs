using System.Runtime.InteropServices;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Audio;

/// <summary>
/// A WAV file that is being written. Its header follows with each sync, so that any player takes it also after a crash.
/// One thread appends, another may sync meanwhile.
/// </summary>
internal sealed class AudioFile : IDisposable
{
    private const string NoAudio = "audio cannot be stored";

    // ENOSPC, which .NET passes on.
    private const int NoSpace = 28;

    private readonly FileStream _file;
    private readonly Lock _syncing = new();
    private long _samples;
    private long _synced;

    private AudioFile(FileStream file) => _file = file;

    public string Path => _file.Name;

    public long Samples => Volatile.Read(ref _samples);

    /// <summary>True when something of it is not on the disk yet.</summary>
    public bool IsDirty => Samples != Volatile.Read(ref _synced);

    /// <exception cref="AudioStoreException">It cannot be made, or is there already.</exception>
    public static AudioFile Create(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            RandomAccess.Write(file.SafeFileHandle, WavHeader.Of(0), fileOffset: 0);
            return new(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (file is not null) Delete(file);
            throw NotStored(path, e);
        }
    }

    /// <exception cref="AudioStoreException">They are not stored, and may be appended again.</exception>
    public void Append(ReadOnlySpan<short> samples)
    {
        try
        {
            // Behind the last complete append: the rest, which a full disk cut off, is written over.
            RandomAccess.Write(
                _file.SafeFileHandle, MemoryMarshal.AsBytes(samples), WavHeader.Bytes + (_samples * sizeof(short)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotStored(Path, e);
        }

        Volatile.Write(ref _samples, _samples + samples.Length);
    }

    /// <summary>Brings everything that was appended to the disk. Waits for it.</summary>
    /// <exception cref="AudioStoreException">Nobody knows what of it is on the disk.</exception>
    public void Sync()
    {
        lock (_syncing)
        {
            if (_file.SafeFileHandle.IsClosed) return;

            var samples = Samples;
            try
            {
                RandomAccess.Write(_file.SafeFileHandle, WavHeader.Of(samples), fileOffset: 0);
            }
            catch (IOException e)
            {
                throw NotStored(Path, e);
            }

            try
            {
                Disk.SyncData(_file.SafeFileHandle);
            }
            catch (IOException e)
            {
                throw new AudioStoreException(Path, $"{NoAudio}: {e.Message}", e);
            }

            Volatile.Write(ref _synced, samples);
        }
    }

    public void Dispose()
    {
        lock (_syncing) _file.Dispose();
    }

    /// <summary>Ends it, and leaves nothing: for one in which there is no sound.</summary>
    public void Delete()
    {
        lock (_syncing) Delete(_file);
    }

    private static void Delete(FileStream file)
    {
        file.Dispose();
        try
        {
            File.Delete(file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and its finder sees that it is empty.
        }
    }

    private static AudioStoreException NotStored(string path, Exception e) => new(
        path, $"{NoAudio}: {(e.HResult == NoSpace ? "the disk is full; free some space" : e.Message)}", e);
}
