using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Plumbing.Text;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Showing;

/// <summary>What became of a session's sentences at the cursor. Nothing is said of text that was forgotten, or off the record.</summary>
internal sealed class DeliveredSentences
{
    private readonly DeliveryHistory _history;

    private DeliveredSentences(DeliveryHistory history) => _history = history;

    /// <summary>Those that words were to be typed of.</summary>
    public int All { get; private set; }

    /// <summary>Those of them that are not at a cursor.</summary>
    public int Missed { get; private set; }

    /// <summary>The command that types those that are missed, or lists them; null where there are none, or no daemon could do it.</summary>
    public string? Remedy { get; private set; }

    public static DeliveredSentences Read(SessionArchive archive, RecordedSession session)
    {
        var read = new DeliveredSentences(archive.ReadDeliveries(session));
        if (!read._history.IsEmpty) read.Count(archive, session);
        return read;
    }

    /// <summary>Null where it was not to be typed, or is not yet.</summary>
    public SentenceDelivery? Find(SpokenTranscript said) =>
        !said.IsOffTheRecord && said.Text != Transcription.Forgotten && _history.Find(said.Sequence) is { } found
            && found.Outcome != DeliveryHistory.Waiting && found.Outcome != DeliveryOutcome.Withheld
            ? found
            : null;

    /// <summary>In a line; null where nothing was to be typed.</summary>
    public string? Summary => All == 0 ? null
        : $"{All - Missed} of {Counted.Of(All, "sentence")}{(Remedy is null ? "" : $"; {(Missed == 1 ? "the other one" : "the others")}: {Remedy}")}";

    private void Count(SessionArchive archive, RecordedSession session)
    {
        SpokenTranscript? missed = null;
        foreach (var said in archive.ReadSpoken(session))
        {
            if (Find(said) is not { } delivery) continue;

            All++;
            if (delivery.Outcome.IsDone) continue;

            Missed++;
            missed = missed is null || said.Sequence > missed.Sequence ? said : missed;
        }

        if (missed is not null && archive.CanTypeAgain(missed)) Remedy = RemedyFor(missed, archive, session);
    }

    // The last one before the end is number 1, by its position: late ones stand where they were spoken.
    private string RemedyFor(SpokenTranscript missed, SessionArchive archive, RecordedSession session)
    {
        if (Missed > 1 || archive.Sessions.FindLast()?.Id != session.Id) return "swictation-daemon type --missed";

        var number = archive.ReadSpoken(session).Count(said => said.Sequence >= missed.Sequence && said.Text != Transcription.Forgotten);
        return number == 1 ? "swictation-replay last --again" : $"swictation-replay last {number} --again";
    }
}
