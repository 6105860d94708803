using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>
/// Reads transcriptions out of the log from its end on, a stretch at a time: for what the read models do not have yet. Text
/// off the record is withheld, as it is stored.
/// </summary>
public static class NewestTranscripts
{
    private const int Stretch = 1_000;

    /// <summary>Newest first.</summary>
    /// <param name="after">Only those at greater positions.</param>
    /// <param name="session">Only those of this session; null for all.</param>
    /// <param name="before">Only those at smaller positions.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<FoundTranscript> Read(
        IEventLogReader log, long after, SessionId? session, long before, int limit, CancellationToken cancellationToken)
    {
        var found = new List<FoundTranscript>();
        var last = Math.Min(before - 1, log.Head);
        while (last > after && found.Count < limit)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = Math.Max(after, last - Stretch);
            found.AddRange(ReadStretch(log, first, last, session).Reverse());
            last = first;
        }

        return found.Count <= limit ? found : found[..limit];
    }

    // A measurement stands directly behind its transcription, and so behind the stretch where that is its last event.
    private static IEnumerable<FoundTranscript> ReadStretch(IEventLogReader log, long after, long last, SessionId? session)
    {
        FoundTranscript? open = null;
        foreach (var stored in ReadEvents(log, after, last + 1))
        {
            if (open is not null)
            {
                var confidence = stored.Type == SegmentMeasured.TypeName
                    ? ((SegmentMeasured)WireReader.Read(stored)).Confidence?.Overall
                    : null;
                yield return open with { Row = open.Row with { Confidence = confidence } };
                open = null;
            }

            if (stored.Sequence <= last && stored.Type == Transcription.TypeName && stored.Session is { } speaking
                && (session ?? speaking) == speaking)
            {
                open = new(stored.Sequence, speaking, TranscriptJson.Of(new((Transcription)WireReader.Read(stored))));
            }
        }

        if (open is not null) yield return open;
    }

    private static IEnumerable<StoredEvent> ReadEvents(IEventLogReader log, long after, long last)
    {
        while (after < last && log.ReadStored(after) is { IsEmpty: false } page)
        {
            for (var i = 0; i < page.Count && page.Entries[i].Sequence <= last; i++) yield return page[i];
            after = page.Last;
        }
    }
}
