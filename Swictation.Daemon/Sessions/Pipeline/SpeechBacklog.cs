using Swictation.Daemon.Sessions.Recording;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// Counts what the end of a session has to wait for: segments that are not recorded yet, a take until its end has come
/// through too, and audio that an earlier daemon has left of the open session.
/// </summary>
internal sealed class SpeechBacklog : IBacklog
{
    private int _pending;

    public bool IsEmpty => Volatile.Read(ref _pending) == 0;

    public void Add() => Interlocked.Increment(ref _pending);

    public void Remove() => Interlocked.Decrement(ref _pending);
}
