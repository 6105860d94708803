using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Writing;

/// <summary>
/// Notices another program that reads the log in one transaction without end: as long as it does, the write-ahead log
/// can only grow. One thread at a time; any may read the properties.
/// </summary>
internal sealed class ReaderWatch(string path, TimeProvider time, ILogger logger)
{
    // Of the file -shm, as SQLite's format of the write-ahead log has it: what a reader locks that has a snapshot.
    private const long FirstReadMark = 124;
    private const long LastReadMark = 127;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private long? _lookedAt;
    private int? _process;
    private long _since;
    private volatile FileHolder? _holder;

    /// <summary>The program; null while there is none.</summary>
    public FileHolder? Holder => _holder;

    /// <summary>To be called often. Looks seldom.</summary>
    /// <param name="walBytes">Length of the write-ahead log.</param>
    public void Look(long walBytes)
    {
        var now = time.GetTimestamp();
        if (_lookedAt is { } looked && time.GetElapsedTime(looked, now) < BetweenLooks) return;

        _lookedAt = now;
        // The daemon's own pages are read in milliseconds, and a write-ahead log of that size is usual.
        var process = walBytes > WalCheckpoint.UsualBytes && FileState.Of($"{path}-shm", followsLink: false) is { } shared
            ? FileLocks.FindOther(shared.Key, FirstReadMark, LastReadMark)
            : null;
        if (process != _process)
        {
            if (_holder is not null) logger.ReaderGone(path, _holder.ToString());
            (_process, _since, _holder) = (process, now, null);
        }

        if (process is not { } id || _holder is not null || time.GetElapsedTime(_since, now) < Long) return;
        _holder = FileHolder.Of(id);
        logger.HeldByReader(path, _holder.ToString(), walBytes / (1024 * 1024));
    }
}
