using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Domain.History;

/// <summary>What became of transcriptions at the cursor: a fold over their deliveries, in the order of the log. Pure.</summary>
public sealed class DeliveryHistory
{
    /// <summary>
    /// So many events at most stand between a transcription and its delivery, unless no other session was started meanwhile:
    /// some hours of recording, which are read in less than a tenth of a second.
    /// </summary>
    public const long Behind = 20_000;

    private readonly Dictionary<long, SentenceDelivery> _delivered = [];
    private long _first;
    private long _newest;

    /// <summary>Of what came after the newest delivery. No log has it.</summary>
    public static DeliveryOutcome Waiting { get; } = new("waiting");

    /// <summary>The delivery that was begun last, and what became of it; null if none was.</summary>
    public LastDelivery? Last { get; private set; }

    /// <summary>True if there was no delivery at all.</summary>
    public bool IsEmpty => _first == 0;

    /// <summary>Behind this position stand all transcriptions that may still be delivered, and their deliveries.</summary>
    public static long FindStart(IEventLogReader log)
    {
        var head = log.Head;
        var session = log.FindSession(head, session: null)?.Start - 1 ?? head;
        return Math.Max(Math.Min(session, head - Behind), log.Oldest - 1);
    }

    public void Add(DeliveryStep step)
    {
        var begun = Last is { Outcome: null } last && last.Segment == step.Segment ? last : null;
        if (step.Outcome is null) Last = new(step.Segment, step.Way, step.Window, Outcome: null);
        else if (Last?.Segment == step.Segment) Last = Last with { Outcome = step.Outcome };
        _first = IsEmpty ? step.First ?? step.Segment : Math.Min(_first, step.First ?? step.Segment);
        _newest = Math.Max(_newest, step.Segment);
        var before = _delivered.GetValueOrDefault(step.Segment);
        // A second delivery that fails takes nothing back.
        if (before.Outcome.IsDone && step.Outcome is not { IsDone: true }) return;

        _delivered[step.Segment] = step.Outcome switch
        {
            null => new(DeliveryOutcome.Interrupted, step.Way, step.Window),
            { } outcome when outcome == DeliveryOutcome.TakenBack => before with { Outcome = outcome },
            { } outcome => new(outcome, begun?.Way, begun?.Window),
        };
    }

    /// <summary>What became of a transcription, as far as it is known by now; null before the first delivery of all.</summary>
    public SentenceDelivery? Find(long position) =>
        IsEmpty || position < _first ? null
        : _delivered.TryGetValue(position, out var known) ? known
        : new(position <= _newest ? DeliveryOutcome.TooOld : Waiting);

    /// <summary>Keeps nothing of a transcription any more.</summary>
    public void Drop(long position) => _delivered.Remove(position);
}
