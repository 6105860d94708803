using System.Collections.Immutable;
using System.Text.Json;

namespace Swictation.Domain.Events;

/// <summary>Ranges as lists of three numbers.</summary>
internal sealed class MovedPositionsForm() : ListsForm<MovedPositions, MovedRange>("Positions are no list of three numbers each.")
{
    protected override MovedPositions Whole(ImmutableArray<MovedRange> items) => new(items);

    protected override ImmutableArray<MovedRange> ItemsOf(MovedPositions whole) => whole.Ranges;

    protected override MovedRange ReadItem(ref Utf8JsonReader reader) =>
        new(ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader));

    protected override void WriteItem(Utf8JsonWriter writer, MovedRange item)
    {
        writer.WriteNumberValue(item.First);
        writer.WriteNumberValue(item.Was);
        writer.WriteNumberValue(item.Count);
    }
}
