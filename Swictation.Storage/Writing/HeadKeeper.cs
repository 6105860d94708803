using Swictation.Storage.Rows;

namespace Swictation.Storage.Writing;

/// <summary>
/// Keeps beside the database how far the log has come, off the append path and seldom: a recording daemon writes 80 bytes
/// every few seconds, an idle one every few minutes. Any thread may say that a session has ended.
/// </summary>
internal sealed class HeadKeeper(string path, string logId, TimeProvider time)
{
    private const int Events = 32;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _keeping = new();
    private long _kept = -1;
    private long _keptAt;
    private volatile bool _hasSessionEnded;

    /// <summary>A session has ended: its end is kept soon.</summary>
    public void NoteSessionEnd() => _hasSessionEnded = true;

    /// <summary>Whether the log has come so far that it is worth a write.</summary>
    public bool IsDue(long head)
    {
        if (head == _kept) return false;

        var since = time.GetElapsedTime(_keptAt);
        return _kept < 0 || _hasSessionEnded || since >= Longest || (since >= Shortest && head - _kept >= Events);
    }

    /// <summary>
    /// Keeps an event that is committed, unless a later one is kept: the checksum of an event that was forgotten must not come
    /// back. Any thread may call this.
    /// </summary>
    public void Keep(long position, int checksum)
    {
        lock (_keeping)
        {
            if (position < _kept) return;
            _hasSessionEnded = false;
            _kept = position;
            _keptAt = time.GetTimestamp();
            new KeptHead(logId, position, checksum).TryWrite(path);
        }
    }
}
