using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Positions of a log, as few ranges as they need, in order: <c>[[40,41],[50,50]]</c>. Two are equal when they have the same
/// positions.
/// </summary>
[JsonConverter(typeof(PositionRangesForm))]
public sealed record PositionRanges(ImmutableArray<PositionRange> Ranges)
{
    public long Count => Ranges.Sum(range => range.Count);

    /// <param name="positions">In order.</param>
    public static PositionRanges Of(IEnumerable<long> positions)
    {
        var ranges = ImmutableArray.CreateBuilder<PositionRange>();
        foreach (var position in positions)
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == position) ranges[^1] = ranges[^1] with { Last = position };
            else ranges.Add(new(position, position));
        }

        return new(ranges.ToImmutable());
    }

    public bool Equals(PositionRanges? other) => other is not null && Ranges.AsSpan().SequenceEqual(other.Ranges.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Ranges.Length, Ranges.FirstOrDefault());
}
