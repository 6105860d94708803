using System.Runtime.InteropServices;
using Swictation.Domain.Errors;
using Swictation.Storage.Audio.Native;

namespace Swictation.Storage.Audio;

/// <summary>
/// A WAV file that is being written. Its header follows with each sync, so that any player takes it also after a crash.
/// One thread appends, another may sync meanwhile.
/// </summary>
internal sealed class AudioFile : IDisposable
{
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
            file?.Dispose();
            throw NotStored(path, e.Message, e);
        }
    }

    /// <exception cref="AudioStoreException">They are not stored, and may be appended again.</exception>
    public void Append(ReadOnlySpan<short> samples)
    {
        try
        {
            // Behind what was appended whole: what a full disk has cut off is written over.
            RandomAccess.Write(
                _file.SafeFileHandle, MemoryMarshal.AsBytes(samples), WavHeader.Bytes + (_samples * sizeof(short)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotStored(Path, e.Message, e);
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
                throw NotStored(Path, e.Message, e);
            }

            if (LibC.fdatasync(_file.SafeFileHandle) != 0)
                throw NotStored(Path, Marshal.GetLastPInvokeErrorMessage(), inner: null);
            Volatile.Write(ref _synced, samples);
        }
    }

    public void Dispose()
    {
        lock (_syncing) _file.Dispose();
    }

    private static AudioStoreException NotStored(string path, string reason, Exception? inner) =>
        new(path, $"audio cannot be stored: {reason}", inner);
}
