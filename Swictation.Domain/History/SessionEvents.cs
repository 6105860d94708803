using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>
/// Reads the events of a session from the log, a page at a time, whatever the read models have of it. Text off the record is
/// withheld, as it is stored.
/// </summary>
public static class SessionEvents
{
    /// <summary>
    /// From the session's start to its end and its late transcriptions, or to the newest event while it is open;
    /// nothing where the log does not have the session.
    /// </summary>
    /// <param name="isWanted">Which types of events are read; null for all.</param>
    public static IEnumerable<SessionEvent> Read(
        IEventLogReader log, SessionId session, Func<EventType, bool>? isWanted = null) =>
        ReadPages(log, session)
            .SelectMany(page => EventsOf(page, session))
            .Where(stored => isWanted is null || isWanted(stored.Type))
            .Select(WireReader.Read);

    /// <summary>
    /// The transcriptions of a session in the order of the log, each with the measurement directly behind it, for every page
    /// of the log that was read: now and then none. Also those of a session that was recorded elsewhere.
    /// </summary>
    /// <param name="after">Only those at greater positions.</param>
    public static IEnumerable<IReadOnlyList<PlacedSegment>> ReadTranscripts(
        IEventLogReader log, SessionId session, long after)
    {
        PlacedSegment? open = null;
        foreach (var page in ReadPages(log, session, after))
        {
            var said = new List<PlacedSegment>();
            foreach (var stored in EventsOf(page, session))
            {
                if (stored.Type == SegmentMeasured.TypeName && open is not null)
                {
                    var measured = (SegmentMeasured)WireReader.Read(stored);
                    said.Add(open with
                    {
                        Segment = new(open.Segment.Said, measured.StartS, measured.Confidence)
                        {
                            DurationS = measured.DurationS,
                            IsLate = measured.RecognisedAt is not null,
                        },
                    });
                    open = null;
                }
                else if (open is not null)
                {
                    said.Add(open);
                    open = null;
                }

                if ((stored.Type == Transcription.TypeName || stored.Type == SegmentImported.TypeName)
                    && WireReader.Read(stored) is var recorded && SaidIn(recorded) is { } spoken)
                {
                    open = new(stored.Sequence, Placed(recorded, spoken));
                }
            }

            yield return said;
        }

        if (open is not null) yield return [open];
    }

    // The events of others stand in between.
    private static IEnumerable<EventPage> ReadPages(IEventLogReader log, SessionId session, long after = 0)
    {
        var found = log.FindCatchUp(log.Head, session, transcriptions: 1);
        if (found.SessionStart == 0) yield break;

        // A measurement stands behind its transcription.
        var last = found.SessionEnd > 0
            ? Math.Max(found.SessionEnd, Math.Min(found.LastTranscription + 1, found.UpTo))
            : found.UpTo;
        var position = Math.Max(found.SessionStart - 1, after);
        while (position < last && log.ReadStored(position) is { IsEmpty: false } page)
        {
            yield return page.UpTo(last);
            position = page.Last;
        }
    }

    private static IEnumerable<StoredEvent> EventsOf(EventPage page, SessionId session)
    {
        for (var i = 0; i < page.Count; i++)
        {
            if (page.Entries[i].Session == session) yield return page[i];
        }
    }

    // Also in a session that was recorded elsewhere.
    private static Transcription? SaidIn(SessionEvent recorded) => recorded switch
    {
        Transcription said => said,
        SegmentImported e => new(
            e.Session,
            e.At,
            e.Text ?? (e.IsOffTheRecord ? Transcription.Withheld : SegmentImported.NotKept),
            e.WordsPerMinute ?? SpeakingRate.WordsPerMinute(e.Words, e.DurationS),
            e.LatencyMs,
            e.Words,
            e.IsOffTheRecord),
        _ => null,
    };

    // A segment that was recorded elsewhere has its measurement in itself.
    private static SpokenSegment Placed(SessionEvent recorded, Transcription spoken) => recorded is SegmentImported e
        ? new(spoken, e.StartS, e.Confidence) { DurationS = e.DurationS, IsLate = e.RecognisedAt is not null }
        : new(spoken);
}
