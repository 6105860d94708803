using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Domain.Wire;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Recognising;

/// <summary>Finds in the log the texts of segments that were just recognised again.</summary>
/// <param name="open">Opens the log. Not before the first segment: the daemon may have to bring the log up to date.</param>
/// <param name="head">The newest event of before.</param>
internal sealed class HeardTexts(Func<SessionArchive> open, long head) : IDisposable
{
    private SessionArchive? _archive;
    // What is added is told in its order.
    private long _added = head;

    private SessionArchive Archive => _archive ??= open();

    public HeardSegment Find(SessionId session, RecognitionStep step)
    {
        if (step.Position is { } position)
        {
            var (old, now) = TextsOf(position, step.Outcome);
            return new(session, step.Outcome, position, step.StartS, old, now);
        }

        var added = step.Outcome == RecognitionOutcome.Added ? FindAdded(session, step.StartS) : null;
        _added = added?.Sequence ?? _added;
        return new(session, step.Outcome, added?.Sequence, step.StartS, Old: null, added?.Segment.Said.Text);
    }

    public void Dispose() => _archive?.Dispose();

    private (string? Old, string? New) TextsOf(long position, RecognitionOutcome outcome)
    {
        var revisions = Archive.Sessions.ReadRevisions(position);
        var texts = revisions.Select(revision => revision.Text).Prepend(OriginalOf(position)).ToList();
        return outcome == RecognitionOutcome.Changed && texts.Count > 1 ? (texts[^2], texts[^1])
            : outcome == RecognitionOutcome.Unchanged ? (texts[^1], texts[^1])
            : (texts[^1], null);
    }

    private string OriginalOf(long position) => WireReader.Read(Archive.Log.ReadAt(position)) switch
    {
        Transcription said => said.Text,
        SegmentImported said => said.Text ?? "",
        _ => "",
    };

    private PlacedSegment? FindAdded(SessionId session, double? startS) => SessionEvents.ReadTranscripts(Archive.Log, session, _added)
        .SelectMany(page => page)
        .LastOrDefault(said => said.Segment.StartS == startS);
}
