using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Which positions the events had in the log from which they come, as few ranges as they need, in order: <c>[[1,1,350]]</c> is
/// here, there, how many. Two are equal when they have the same ranges.
/// </summary>
[JsonConverter(typeof(MovedPositionsForm))]
public sealed record MovedPositions(ImmutableArray<MovedRange> Ranges)
{
    /// <summary>The position that an event had there; null where it was none of them.</summary>
    /// <returns>And for how many positions from here on that goes on.</returns>
    public (long? Was, long Count) Find(long position)
    {
        var range = FindRange(position, range => range.Last);
        if (range is not { } found) return (null, long.MaxValue);
        return found.First > position ? (null, found.First - position) : (found.Was + position - found.First, found.Last - position + 1);
    }

    /// <summary>The same the other way: where an event of that log is here.</summary>
    public (long? Here, long Count) FindHere(long was)
    {
        var range = FindRange(was, range => range.WasLast);
        if (range is not { } found) return (null, long.MaxValue);
        return found.Was > was ? (null, found.Was - was) : (found.First + was - found.Was, found.WasLast - was + 1);
    }

    public bool Equals(MovedPositions? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Ranges.Length, Ranges.FirstOrDefault());

    // The first that ends there or later.
    private MovedRange? FindRange(long position, Func<MovedRange, long> lastOf)
    {
        var (low, high) = (0, Ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (lastOf(Ranges[middle]) < position) low = middle + 1;
            else high = middle;
        }

        return low < Ranges.Length ? Ranges[low] : null;
    }
}
