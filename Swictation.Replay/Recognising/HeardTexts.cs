using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Domain.Wire;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Recognising;

/// <summary>Finds in the log the texts of segments that were just recognised again.</summary>
/// <param name="before">Nothing of it was in the log up to here.</param>
internal sealed class HeardTexts(SessionArchive archive, SessionId session, long before)
{
    public HeardSegment Find(RecognitionStep step)
    {
        if (step.Position is { } position)
        {
            var (old, now) = TextsOf(position, step.Outcome);
            return new(session, step.Outcome, position, step.StartS, old, now);
        }

        var added = step.Outcome == RecognitionOutcome.Added ? FindAdded(step.StartS) : null;
        return new(session, step.Outcome, added?.Sequence, step.StartS, Old: null, added?.Segment.Said.Text);
    }

    private (string? Old, string? New) TextsOf(long position, RecognitionOutcome outcome)
    {
        var revisions = archive.Sessions.ReadRevisions(position);
        var texts = revisions.Select(revision => revision.Text).Prepend(OriginalOf(position)).ToList();
        return outcome == RecognitionOutcome.Changed && texts.Count > 1 ? (texts[^2], texts[^1])
            : outcome == RecognitionOutcome.Unchanged ? (texts[^1], texts[^1])
            : (texts[^1], null);
    }

    private string OriginalOf(long position) => WireReader.Read(archive.Log.ReadAt(position)) switch
    {
        Transcription said => said.Text,
        SegmentImported said => said.Text ?? "",
        _ => "",
    };

    private PlacedSegment? FindAdded(double? startS) => SessionEvents.ReadTranscripts(archive.Log, session, before)
        .SelectMany(page => page)
        .LastOrDefault(said => said.Segment.StartS == startS);
}
