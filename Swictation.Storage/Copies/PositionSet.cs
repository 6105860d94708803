using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>Positions of one log, as ranges.</summary>
internal sealed class PositionSet
{
    private readonly List<PositionRange> _ranges = [];
    private bool _isSorted = true;

    /// <summary>In order; none touches the next.</summary>
    public IReadOnlyList<PositionRange> Ranges
    {
        get
        {
            Sort();
            return _ranges;
        }
    }

    public void Add(PositionRange range)
    {
        if (_ranges is [.., var last] && range.First <= last.Last + 1) _isSorted = false;
        _ranges.Add(range);
    }

    public bool Contains(long position)
    {
        Sort();
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Last < position) low = middle + 1;
            else if (_ranges[middle].First > position) high = middle - 1;
            else return true;
        }

        return false;
    }

    private void Sort()
    {
        if (_isSorted) return;
        PositionRange[] all = [.. _ranges.OrderBy(range => range.First)];
        _ranges.Clear();
        foreach (var range in all)
        {
            if (_ranges is [.., var last] && range.First <= last.Last + 1)
                _ranges[^1] = last with { Last = Math.Max(last.Last, range.Last) };
            else _ranges.Add(range);
        }

        _isSorted = true;
    }
}
