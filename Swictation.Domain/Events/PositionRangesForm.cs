using System.Collections.Immutable;
using System.Text.Json;

namespace Swictation.Domain.Events;

/// <summary>Ranges as pairs of numbers.</summary>
internal sealed class PositionRangesForm() : ListsForm<PositionRanges, PositionRange>("Positions are no list of pairs of numbers.")
{
    protected override PositionRanges Whole(ImmutableArray<PositionRange> items) => new(items);

    protected override ImmutableArray<PositionRange> ItemsOf(PositionRanges whole) => whole.Ranges;

    protected override PositionRange ReadItem(ref Utf8JsonReader reader) => new(ReadNumber(ref reader), ReadNumber(ref reader));

    protected override void WriteItem(Utf8JsonWriter writer, PositionRange item)
    {
        writer.WriteNumberValue(item.First);
        writer.WriteNumberValue(item.Last);
    }
}
