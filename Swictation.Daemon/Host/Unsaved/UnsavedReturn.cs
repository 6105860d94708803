using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;
using Swictation.Storage.Unsaved;

namespace Swictation.Daemon.Host.Unsaved;

/// <summary>
/// Puts the events of <see cref="UnsavedFile"/>s into the log before anything else is appended, so that they stand
/// where they belong. A start that was interrupted in the middle of that goes on where it was. A file that is done with
/// is renamed, one that belongs elsewhere stays; none is deleted.
/// </summary>
internal sealed class UnsavedReturn(IEventLog log, IEventLogReader reader, ILogger logger)
{
    private const string Done = ".stored";
    private const int EventsAtOnce = 256;

    // Each leaves an event or two. A log that is damaged more often than this in a row needs a look by its user.
    private const int MostSalvages = 100;

    /// <exception cref="DatabaseOpenException">They still cannot be written.</exception>
    public void TakeBack(DaemonOptions options)
    {
        foreach (var (path, owner) in UnsavedEvents.FindOthers(options)) UnsavedLog.IsOthers(logger, path, owner);
        Sweep(options);
        foreach (var path in UnsavedEvents.Find(options))
        {
            try
            {
                TakeBack(path, UnsavedFile.Read(path));
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                UnsavedLog.NotReadable(logger, path, e.Message);
            }
            catch (EventLogWriteException e)
            {
                throw new DatabaseOpenException(
                    e.Path, $"the events in {path} cannot be stored yet: {e.Reason}; make that possible first", e);
            }
        }
    }

    private void Sweep(DaemonOptions options)
    {
        try
        {
            UnsavedFiles.Sweep(UnsavedEvents.Places(options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            UnsavedLog.NotReadable(logger, UnsavedFiles.Prefix + "*", e.Message);
        }
    }

    private void TakeBack(string path, UnsavedFile unsaved)
    {
        if (FindPlace(unsaved) is not { } place || CountStored(unsaved, place) is not { } stored)
        {
            UnsavedLog.BelongsElsewhere(logger, path, Counted.Of(unsaved.Events.Count, "event"));
            return;
        }

        EventToAppend[] left = [.. unsaved.Events.Skip(stored)];
        for (var i = 0; i < left.Length; i += EventsAtOnce)
            log.Append(left.AsSpan(i, Math.Min(EventsAtOnce, left.Length - i)));
        File.Move(path, path + Done, overwrite: true);
        UnsavedLog.Stored(logger, Counted.Of(unsaved.Events.Count, "event"), path + Done);
    }

    // In a log that was salvaged the events have other positions: these then follow the event that tells of it.
    private long? FindPlace(UnsavedFile unsaved)
    {
        if (unsaved.LogId == reader.LogId) return unsaved.After <= reader.Head ? unsaved.After : null;

        return reader.EventsAfter(Math.Max(0, reader.Head - unsaved.Events.Count - MostSalvages))
            .Where(stored => stored.Type == LogSalvaged.TypeName)
            .Where(stored => WireReader.Read(stored) is LogSalvaged { LogId: { } damaged } && damaged == unsaved.LogId)
            .Select(stored => (long?)AfterLaterSalvages(stored.Sequence))
            .FirstOrDefault();
    }

    // A log may be damaged again before the events have found their place.
    private long AfterLaterSalvages(long place)
    {
        var ofSalvages = reader.EventsAfter(place)
            .TakeWhile(stored => stored.Type == LogSalvaged.TypeName || stored.Type == EventsLost.TypeName);
        return place + ofSalvages.Count();
    }

    // How many of them are in the log already; null if something else stands in their place.
    private int? CountStored(UnsavedFile unsaved, long place)
    {
        var stored = 0;
        foreach (var (there, saved) in reader.EventsAfter(place).Zip(unsaved.Events))
        {
            if (!IsSame(there, saved)) return null;
            stored++;
        }

        return stored;
    }

    private static bool IsSame(in StoredEvent stored, in EventToAppend unsaved) =>
        stored.AtMicroseconds == unsaved.AtMicroseconds
        && stored.Session == unsaved.Session
        && stored.Type == unsaved.Type
        && (stored.Body.Span.SequenceEqual(unsaved.Body.Span)
            // Words were taken out here and there, each with a number of its own.
            || (Remains.IsForgotten(stored.Body.Span) && Remains.IsForgotten(unsaved.Body.Span)));
}
