namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>The last frames heard, for choosing where to split a segment that is too long.</summary>
internal sealed class RecentFrames(int capacity)
{
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

    /// <summary>
    /// One quiet frame may be the stop inside a word, so it takes three in a row: the middle one, the latest of
    /// equals.
    /// </summary>
    private long? FindQuietest(long after, long until)
    {
        long? quietest = null;
        var lowest = double.MaxValue;
        for (var i = 1; i < Count - 1; i++)
        {
            if (this[i].Start <= after || this[i].Start > until) continue;
            var level = this[i - 1].Levels.Total + this[i].Levels.Total + this[i + 1].Levels.Total;
            if (level > lowest) continue;
            lowest = level;
            quietest = this[i].Start;
        }

        return quietest;
    }
}
