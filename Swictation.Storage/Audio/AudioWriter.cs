using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Storage.Audio;

/// <summary>
/// A recording in files of half a minute, so that what is done with can be deleted while it goes on. A timer brings
/// them to the disk: the listening thread does not wait for that.
/// </summary>
internal sealed class AudioWriter(
    AudioDirectory directory,
    SessionId session,
    Action<StoredAudio> release,
    Action<StoredAudio> cancel,
    TimeProvider time,
    ILogger logger) : IAudioWriter
{
    // Half of what is promised: a sync may take a while itself.
    private static readonly TimeSpan SyncInterval = TimeSpan.FromMilliseconds(500);
    private static readonly int ChunkSamples = AudioFormat.Samples(TimeSpan.FromSeconds(30));

    private readonly Lock _changing = new();
    private readonly Lock _syncing = new();
    private readonly List<Chunk> _finished = [];
    private readonly List<AudioFile> _toSync = [];
    private ITimer? _timer;
    private Chunk? _current;
    private AudioStoreException? _failure;
    private bool _hasNewNames;

    public void Write(long position, ReadOnlySpan<short> samples)
    {
        lock (_changing)
        {
            if (_failure is { } failed)
            {
                _failure = null;
                throw new AudioStoreException(failed.Path, failed.Reason, failed);
            }

            if (_current is not { } chunk || position != chunk.End || chunk.File.Samples >= ChunkSamples)
                _current = chunk = Begin(position, samples.Length);
            try
            {
                chunk.File.Append(samples);
            }
            catch (AudioStoreException) when (chunk.File.Samples == 0)
            {
                // Or a full disk would get a file for every frame.
                _current = null;
                _toSync.Remove(chunk.File);
                chunk.File.Delete();
                throw;
            }
        }
    }

    public void ReleaseBefore(long position)
    {
        List<Chunk> done;
        lock (_changing)
        {
            done = [.. _finished.TakeWhile(chunk => chunk.End <= position)];
            _finished.RemoveRange(0, done.Count);
        }

        foreach (var chunk in done) LetGo(chunk, release);
    }

    public void Cancel()
    {
        List<Chunk> left;
        lock (_changing)
        {
            FinishCurrent();
            left = [.. _finished];
            _finished.Clear();
        }

        foreach (var chunk in left) LetGo(chunk, cancel);
    }

    /// <summary>No more samples come. Waits until all are on the disk; what is done with may be said afterwards too.
    /// </summary>
    public void Dispose()
    {
        lock (_changing) FinishCurrent();
        _timer?.Dispose();
        Sync();
        if (_failure is { } failed) logger.AudioNotSynced(failed.Message);
    }

    private Chunk Begin(long position, int samples)
    {
        AudioDirectory.Make(directory.Unfinished);
        var at = time.GetUtcNow() - AudioFormat.Duration(samples);
        var path = Path.Combine(directory.Unfinished, AudioFileName.OfRecording(session, position, at));
        var file = AudioFile.Create(path);
        FinishCurrent();
        _toSync.Add(file);
        _hasNewNames = true;
        _timer ??= time.CreateTimer(_ => SyncUnlessSyncing(), state: null, SyncInterval, SyncInterval);
        return new(file, position, at);
    }

    private void FinishCurrent()
    {
        if (_current is { } chunk) _finished.Add(chunk);
        _current = null;
    }

    // A disk that is slower than the timer is not asked twice at once.
    private void SyncUnlessSyncing()
    {
        if (!_syncing.TryEnter()) return;
        try
        {
            Sync();
        }
        finally
        {
            _syncing.Exit();
        }
    }

    private void Sync()
    {
        lock (_syncing)
        {
            AudioFile[] files;
            AudioFile? current;
            bool hasNewNames;
            lock (_changing)
            {
                files = [.. _toSync];
                current = _current?.File;
                hasNewNames = _hasNewNames;
                _hasNewNames = false;
            }

            try
            {
                if (hasNewNames) AudioDirectory.Sync(directory.Unfinished);
                foreach (var file in files) SyncFile(file, isFinished: file != current);
            }
            catch (AudioStoreException e)
            {
                lock (_changing)
                {
                    _failure = e;
                    _hasNewNames |= hasNewNames;
                }
            }
        }
    }

    private void SyncFile(AudioFile file, bool isFinished)
    {
        if (file.IsDirty) file.Sync();
        if (!isFinished) return;

        lock (_changing) _toSync.Remove(file);
        file.Dispose();
    }

    private void LetGo(Chunk chunk, Action<StoredAudio> how)
    {
        try
        {
            how(new(chunk.File.Path, session, chunk.Position, chunk.At, chunk.File.Samples));
        }
        catch (AudioStoreException e)
        {
            logger.AudioNotReleased(e.Message);
        }
    }

    private sealed record Chunk(AudioFile File, long Position, DateTimeOffset At)
    {
        public long End => Position + File.Samples;
    }
}
