using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// The log as the recorder writes to it. Events that cannot be written are held in memory, in order and with their own
/// times, and are written when writing works again, behind the events that give the beginning and the reason of the outage.
/// One thread at a time.
/// </summary>
internal sealed class PatientLog(IEventLog log, OutageNotice notice, TimeProvider time, ILogger<PatientLog> logger)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly HeldEvents _held = new();
    private readonly List<EventToAppend> _chunk = [];
    private string _path = "";
    private LogOutage? _outage;
    private long _triedAt;

    /// <summary>The newest event that was committed through this.</summary>
    public long Head { get; private set; }

    /// <summary>Why nothing is written; null while everything is.</summary>
    public LogOutage? Outage => Volatile.Read(ref _outage);

    /// <summary>Events that wait in memory.</summary>
    public int Held => _held.Count;

    /// <summary>Their size in memory.</summary>
    public long HeldBytes => _held.Bytes;

    /// <summary>The events that wait in memory, oldest first, for a daemon that has to end without writing them.</summary>
    public IEnumerable<EventToAppend> HeldEvents => _held.All;

    /// <summary>Where the events stand that were held in the newest outage, as far as they are written; null where there was none.</summary>
    public PositionRange? Released { get; private set; }

    /// <summary>True when it is time to try again to write the held events.</summary>
    public bool IsRetryDue => _outage is not null && time.GetElapsedTime(_triedAt) >= RetryInterval;

    /// <summary>Commits events, or holds them if that does not work.</summary>
    /// <param name="before">The session that was open before them.</param>
    /// <exception cref="EventLogWriteException">
    /// They could neither be committed nor held: as much as may be held is.
    /// </exception>
    public void Append(ReadOnlySpan<EventToAppend> events, SessionId? before)
    {
        if (_outage is null)
        {
            try
            {
                Head = log.Append(events).Last;
                return;
            }
            catch (EventLogWriteException e)
            {
                Begin(e, WireTime.FromMicroseconds(events[0].AtMicroseconds), before);
            }
        }

        if (!_held.TryAdd(events))
        {
            throw new EventLogWriteException(
                _path, Reason.Worded($"{_outage!.Reason}; {_held.Count} events wait in memory, and no more fit"));
        }
    }

    /// <summary>Writes the held events, oldest first, and some more behind them.</summary>
    /// <returns>False if not all of it could be written: the outage goes on, without those events.</returns>
    public bool TryRelease(ReadOnlySpan<EventToAppend> closing)
    {
        var outage = _outage!;
        var held = _held.Count;
        notice.End();
        try
        {
            while (!TryWriteChunk(closing))
            {
            }
        }
        catch (EventLogWriteException e)
        {
            GoOn(outage, e, isPartlyWritten: _held.Count < held);
            return false;
        }

        Volatile.Write(ref _outage, null);
        RecordingLog.LogRestored(logger, _path, Counted.Of(held, "event"));
        return true;
    }

    /// <inheritdoc cref="HeldEvents.Replace"/>
    public void ReplaceHeld(IReadOnlyList<EventToAppend?> left) => _held.Replace(left);

    private void Begin(EventLogWriteException e, DateTimeOffset since, SessionId? session)
    {
        _path = e.Path;
        _triedAt = time.GetTimestamp();
        Released = null;
        RecordingLog.LogFailed(logger, _path, e.Reason.Words);
        _held.TryAdd(
        [
            WireWriter.ToAppend(new StateChange(session, since, Phase.Error)),
            WireWriter.ToAppend(new StorageFailed(session, since, e.Reason)),
        ]);
        Announce(new(since, e.Reason));
    }

    // Clients that know of the outage are notified again only of news: another reason, or stored events with another
    // state.
    private void GoOn(LogOutage outage, EventLogWriteException e, bool isPartlyWritten)
    {
        _triedAt = time.GetTimestamp();
        var isNews = isPartlyWritten || e.Reason != outage.Reason;
        if (e.Reason != outage.Reason) RecordingLog.LogFailed(logger, _path, e.Reason.Words);
        Announce(isNews ? outage with { Reason = e.Reason } : outage);
    }

    private void Announce(LogOutage outage)
    {
        Volatile.Write(ref _outage, outage);
        notice.Begin(outage);
    }

    // True when that was the last one.
    private bool TryWriteChunk(ReadOnlySpan<EventToAppend> closing)
    {
        _chunk.Clear();
        var isLast = _held.CopyOldest(_chunk);
        var events = _chunk.Count;
        if (isLast) _chunk.AddRange(closing);
        var stored = log.Append(CollectionsMarshal.AsSpan(_chunk));
        Head = stored.Last;
        if (events > 0) Released = new(Released?.First ?? stored.First, stored.First + events - 1);
        _held.RemoveOldest(events);
        return isLast;
    }
}
