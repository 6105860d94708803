namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>The last frames heard, for choosing where to split a segment that is too long.</summary>
internal sealed class RecentFrames(int capacity)
{
    // In frames to both sides, 180 ms in all: stops inside words last up to 150.
    private const int PauseReach = 6;

    private readonly HeardFrame[] _frames = new HeardFrame[capacity];
    private long _added;

    private int Count => (int)Math.Min(_added, _frames.Length);

    /// <summary>The frames from the oldest to the newest.</summary>
    private HeardFrame this[int index] => _frames[(int)((_added - Count + index) % _frames.Length)];

    public void Add(HeardFrame frame) => _frames[(int)(_added++ % _frames.Length)] = frame;

    public void Clear() => _added = 0;

    /// <summary>
    /// The quietest point between two frames of speech of a segment; null when there is no room for one.
    /// </summary>
    /// <param name="start">Where its first frame of speech begins.</param>
    /// <param name="last">Where its last one begins: loud frames behind it are clicks.</param>
    public SplitPoint? FindSplit(long start, long last)
    {
        var spoken = Enumerable.Range(0, Count)
            .Select(i => this[i])
            .Where(frame => frame.IsSpeech && frame.Start >= start && frame.Start <= last)
            .ToList();
        if (spoken.Count == 0 || FindQuietest(spoken[0].Start, spoken[^1].Start) is not { } at) return null;

        var before = spoken.FindLastIndex(frame => frame.Start < at);
        return new SplitPoint(at, spoken[before], spoken[before + 1], spoken.Count - before - 1);
    }

    /// <summary>The last frame that begins before an index; null where none of them does, from another index on.</summary>
    public HeardFrame? FindLast(long start, long before)
    {
        for (var i = Count - 1; i >= 0 && this[i].Start >= start; i--)
        {
            if (this[i].Start < before) return this[i];
        }

        return null;
    }

    /// <summary>
    /// A pause between two words is longer than the stop inside one: the quietest stretch is looked for first, and then
    /// the quietest moment of it. The latest of equals.
    /// </summary>
    private long? FindQuietest(long after, long until)
    {
        var (first, last) = (1, Count - 2);
        while (first <= last && this[first].Start <= after) first++;
        while (first <= last && this[last].Start > until) last--;
        if (first > last) return null;

        var pause = FindQuietest(first, last, PauseReach);
        var moment = FindQuietest(Math.Max(first, pause - PauseReach), Math.Min(last, pause + PauseReach), reach: 1);
        return this[moment].Start;
    }

    private int FindQuietest(int first, int last, int reach)
    {
        var (quietest, lowest) = (first, double.MaxValue);
        for (var i = first; i <= last; i++)
        {
            var level = LevelAround(i, reach);
            if (level > lowest) continue;
            (quietest, lowest) = (i, level);
        }

        return quietest;
    }

    private double LevelAround(int index, int reach)
    {
        var (from, to) = (Math.Max(0, index - reach), Math.Min(Count - 1, index + reach));
        var sum = 0.0;
        for (var i = from; i <= to; i++) sum += this[i].Levels.Total;
        return sum / (to - from + 1);
    }
}
