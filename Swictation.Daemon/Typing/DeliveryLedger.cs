using Swictation.Domain.History;

namespace Swictation.Daemon.Typing;

/// <summary>
/// What the log says about deliveries up to some moment: which transcription was begun and not finished, and which came
/// after the last one. Keeps texts only of those that are young enough to be typed. Pure.
/// </summary>
/// <param name="isFresh">Whether a transcription of a time may still be typed.</param>
internal sealed class DeliveryLedger(Func<DateTimeOffset, bool> isFresh)
{
    private readonly HashSet<long> _unfinished = [];
    private readonly Queue<Said> _fresh = [];
    private readonly Queue<long> _old = [];
    private long _lastOld;

    /// <summary>The newest transcription that was begun or settled; 0 if none was.</summary>
    public long Position { get; private set; }

    /// <summary>The window of the newest delivery; null if it is not known.</summary>
    public string? LastWindow { get; private set; }

    /// <summary>Begun and not finished, oldest first: part of the text may be at some cursor.</summary>
    public IReadOnlyList<long> Unfinished => [.. _unfinished.Order()];

    /// <summary>Came after the newest delivery, and may still be typed, oldest first.</summary>
    public IReadOnlyList<Said> Fresh => [.. _fresh];

    /// <summary>
    /// Came after the newest delivery, and are too old: the first, the last, and how many; null if there are none. Before the
    /// first delivery of all nothing is missed.
    /// </summary>
    public (long First, long Last, int Count)? Missed =>
        Position > 0 && _old.TryPeek(out var first) ? (first, _lastOld, _old.Count) : null;

    public void Add(Said said)
    {
        if (said.Position <= Position) return;

        if (isFresh(said.At))
        {
            _fresh.Enqueue(said);
            return;
        }

        _old.Enqueue(said.Position);
        _lastOld = said.Position;
    }

    public void Add(DeliveryStep step)
    {
        if (step.Outcome is not null) _unfinished.Remove(step.Segment);
        else _unfinished.Add(step.Segment);
        LastWindow = step.Outcome is null ? step.Window : LastWindow;
        if (step.Segment <= Position) return;

        Position = step.Segment;
        while (_fresh.TryPeek(out var said) && said.Position <= Position) _fresh.Dequeue();
        while (_old.TryPeek(out var old) && old <= Position) _old.Dequeue();
    }
}
