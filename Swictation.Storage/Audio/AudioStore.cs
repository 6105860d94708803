using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Audio.Native;

namespace Swictation.Storage.Audio;

/// <summary>
/// Audio in WAV files beside the database, which only their owner can read; kept ones may be FLAC. A released file is moved to
/// the kept ones or deleted, one of a cancelled session to the cancelled ones; nothing else is ever deleted.
/// </summary>
public sealed class AudioStore : IAudioStore
{
    /// <summary>A mistake is noticed while one still knows what one said.</summary>
    internal static readonly TimeSpan WithheldRetention = TimeSpan.FromMinutes(10);

    private readonly AudioDirectory _directory;
    private readonly AudioRetention _retention;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Looks at nothing and makes nothing yet.</summary>
    public AudioStore(string databasePath, AudioRetention retention, TimeProvider time, ILogger logger)
    {
        _directory = new(databasePath);
        _retention = retention;
        _time = time;
        _logger = logger;
    }

    public string Place => _directory.Unfinished;

    public IAudioWriter Begin(SessionId session) => new AudioWriter(_directory, session, Release, Cancel, _time, _logger);

    public StoredAudio KeepFailed(SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment) =>
        Keep(_directory.Failed, session, position, endedAt, segment);

    public StoredAudio KeepWithheld(SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment) =>
        Keep(_directory.Withheld, session, position, endedAt, segment);

    // A recording that was read faster than it was spoken would reach into the future: it ended when it was written.
    public IReadOnlyList<StoredAudio> FindUnfinished() =>
    [
        .. AudioDirectory.List(_directory.Unfinished).Select(audio =>
        {
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(audio.Path)) - audio.Duration;
            return written < audio.At ? audio with { At = written } : audio;
        }),
    ];

    public IReadOnlyList<StoredAudio> FindFailed() => AudioDirectory.List(_directory.Failed);

    public IReadOnlyList<StoredAudio> FindWithheld() => AudioDirectory.List(_directory.Withheld);

    public IReadOnlyList<StoredAudio> FindCancelled(SessionId session) => AudioDirectory.List(_directory.Cancelled, of: session);

    public IReadOnlyList<StoredAudio> FindKept(SessionId session) => AudioDirectory.List(_directory.Kept, of: session);

    public short[] Read(StoredAudio audio)
    {
        try
        {
            // Its form may have changed since it was found, but not while it is read.
            lock (AudioDirectory.Changing)
            {
                var flac = FlacFile.NameOf(audio.Path);
                return File.Exists(flac) && (audio.Path == flac || !File.Exists(audio.Path))
                    ? FlacFile.Read(flac)
                    : WavHeader.Read(audio.Path)
                        ?? throw new AudioStoreException(audio.Path, "is no WAV file; move it out of this directory");
            }
        }
        catch (DllNotFoundException e)
        {
            throw new AudioStoreException(
                audio.Path, $"cannot be read without libsndfile; install it with: apt install {SndFile.DebianPackage}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AudioStoreException(audio.Path, $"cannot be read: {e.Message}", e);
        }
    }

    public void Release(StoredAudio audio)
    {
        if (!_retention.KeepsNothing && audio.Samples > 0)
        {
            AudioDirectory.Move(audio, _directory.Kept);
            return;
        }

        AudioDirectory.Delete(audio);
    }

    public void Cancel(StoredAudio audio)
    {
        if (_retention.Cancelled == TimeSpan.Zero || audio.Samples == 0)
        {
            AudioDirectory.Delete(audio);
            return;
        }

        var path = AudioDirectory.Move(audio, _directory.Cancelled);
        try
        {
            // It counts from now on, however long ago it was recorded.
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.AudioNotReleased(e.Message);
        }
    }

    public string SetAside(StoredAudio audio) => AudioDirectory.Move(audio, _directory.Orphaned);

    public void DeleteExpired()
    {
        DeleteOlder(_directory.Cancelled, _retention.Cancelled, audio => File.GetLastWriteTimeUtc(audio.Path));
        if (_retention.Time is not { } kept) return;

        DeleteOlder(_directory.Withheld, kept > WithheldRetention ? kept : WithheldRetention, audio => audio.At);
        if (!_retention.KeepsNothing) DeleteOlder(_directory.Kept, kept, audio => audio.At);
    }

    private static StoredAudio Keep(
        string directory, SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment)
    {
        AudioDirectory.Make(Path.GetDirectoryName(directory)!);
        AudioDirectory.Make(directory);
        var name = AudioFileName.OfSegment(session, position, segment.SpokenSamples, endedAt);
        var path = Path.Combine(directory, name);
        // One that is there already was left by a daemon that ended before it could say so: the same audio.
        File.Delete(path);
        using var file = AudioFile.Create(path);
        try
        {
            file.Append(segment.Samples.Span);
            file.Sync();
            AudioDirectory.Sync(directory);
        }
        catch (AudioStoreException)
        {
            File.Delete(path);
            throw;
        }

        return new(path, session, position, endedAt, segment.Samples.Length, segment.SpokenSamples);
    }

    private void DeleteOlder(string directory, TimeSpan kept, Func<StoredAudio, DateTimeOffset> since)
    {
        var oldest = _time.GetUtcNow() - kept;
        foreach (var audio in AudioDirectory.List(directory, isMeasured: false).Where(audio => since(audio) < oldest))
        {
            try
            {
                AudioDirectory.Delete(audio);
            }
            catch (AudioStoreException e)
            {
                _logger.AudioNotReleased(e.Message);
            }
        }
    }
}
