using Swictation.Domain.Events;

namespace Swictation.Storage.Verification;

/// <summary>
/// The events of a log that have lost their words, and those of which an event says so. Of a log that was made of what could be
/// read of another one the numbers before that are of that one, and say nothing.
/// </summary>
internal sealed class ForgottenPositions
{
    private readonly List<PositionRange> _lost = [];
    private readonly List<PositionRange> _said = [];

    public long Count { get; private set; }

    /// <param name="position">Behind all before it.</param>
    public void Add(long position)
    {
        Count++;
        if (_lost is [.., var newest] && newest.Last + 1 == position) _lost[^1] = newest with { Last = position };
        else _lost.Add(new(position, position));
    }

    public void Say(PositionRanges positions) => _said.AddRange(positions.Ranges);

    /// <summary>A new log begins here.</summary>
    public void Clear()
    {
        _lost.Clear();
        _said.Clear();
    }

    /// <summary>Of which no event says so.</summary>
    public IEnumerable<PositionRange> FindUnsaid()
    {
        _said.Sort((one, other) => one.First.CompareTo(other.First));
        var next = 0;
        var saidUpTo = 0L;
        foreach (var lost in _lost)
        {
            var first = lost.First;
            while (first <= lost.Last)
            {
                for (; next < _said.Count && _said[next].First <= first; next++) saidUpTo = Math.Max(saidUpTo, _said[next].Last);
                if (saidUpTo >= first)
                {
                    first = saidUpTo + 1;
                    continue;
                }

                var last = next < _said.Count ? Math.Min(lost.Last, _said[next].First - 1) : lost.Last;
                yield return new(first, last);
                first = last + 1;
            }
        }
    }
}
